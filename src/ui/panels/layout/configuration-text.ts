/** Read in whole; of more only so much that its size is refused. */
const MOST_BYTES = 16 * 1024 * 1024 + 1;

export const textOfFile = (file: File): Promise<string> => file.slice(0, MOST_BYTES).text();

export const isConfigurationFile = ({ name }: File): boolean => /(?:\.ya?ml|(?<!weir)\.json)$/i.test(name);

/** Fields that a configuration with Wasm plugins begins or goes on with. */
const telling =
  /(?:^|[\n{,])[ \t-]*["']?(?:static_resources|http_filters|filter_chains|configPatches|vm_config|vmConfig|pluginConfig|typed_config|apiVersion)["']?[ \t]*:/;

export const looksLikeConfiguration = (text: string): boolean => telling.test(text.slice(0, 20_000));
