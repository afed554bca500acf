import type { ModuleDescription } from '../../../model/index.ts';
import { sizeText } from '../../parts/size-text.ts';
import { words } from './inspect.words.ts';
import { SectionTable } from './SectionTable.tsx';

/** How a filter that is made of sources came to be. */
export type Build = keyof typeof words.builds;

interface OverviewProps {
  readonly description: ModuleDescription;
  readonly sha256: string;
  readonly build: Build | undefined;
}

export function Overview({ description, sha256, build }: OverviewProps) {
  const { info, sections } = description;
  return (
    <div className="inspect-overview">
      <section aria-label={words.facts}>
        <dl>
          {factsOf(description, build).map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{words.sha256}</dt>
            <dd className="mono hash">{sha256}</dd>
          </div>
        </dl>
      </section>
      <section aria-label={words.sections}>
        <SectionTable sections={sections} size={info.size} />
      </section>
    </div>
  );
}

function factsOf({ info, toolchain, start }: ModuleDescription, build: Build | undefined) {
  const { language, evidence, tools, sdk } = toolchain;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.abi, info.abi ?? words.noAbi],
    [
      words.language,
      language === undefined
        ? words.unknown
        : evidence === undefined
          ? language
          : `${language}, ${words.evidence[evidence]}`,
    ],
    [words.sdk, sdk],
    [words.tools, tools.map(({ name, version }) => `${name} ${version}`.trim()).join(', ') || undefined],
    [words.build, build && words.builds[build]],
    [words.entry, words.entries[info.entry ?? 'none']],
    [words.allocator, info.allocator ?? words.noAllocator],
    [words.memory, words.memoryOf(info.memory)],
    [words.start, start === undefined ? words.noStart : words.startOf(start)],
    [words.names, info.hasNames ? words.hasNames : words.noNames],
    [words.size, sizeText(info.size)],
  ];
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
}
