import type { ServicePlugin } from '../../../model/index.ts';
import type { PluginPlace } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Field } from '../../parts/Field.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { ModuleFacts } from '../chain/ModuleFacts.tsx';
import { Capabilities } from './Capabilities.tsx';
import { ConfigurationField } from './ConfigurationField.tsx';
import { FailurePolicy } from './FailurePolicy.tsx';
import { PairGrid } from './PairGrid.tsx';
import { RootIdField } from './RootIdField.tsx';
import { Section, Toggle } from './Section.tsx';
import { vmCompanions } from './vm-companions.ts';
import { words } from './settings.words.ts';

interface PluginSettingsProps {
  readonly plugin: ServicePlugin | Omit<ServicePlugin, 'singleton'>;
  readonly place: PluginPlace;
}

/** Everything that Envoy can be told of one plugin. */
export function PluginSettings({ plugin, place }: PluginSettingsProps) {
  const commands = useCommands();
  const { project, known } = useSelected(({ project: { current }, modules }) => ({
    project: current,
    known: plugin.module.kind === 'wasm' ? modules[plugin.module.sha256] : undefined,
  }));
  const { id } = plugin;
  const set = (fields: Parameters<typeof commands.setFilter>[1]) => commands.setFilter(id, fields);
  const companions = vmCompanions(project, plugin);
  return (
    <>
      <Section title={words.identity} about={words.nameAbout}>
        <Field label={words.name}>
          <input
            className="input"
            value={plugin.name}
            spellCheck={false}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <RootIdField plugin={plugin} onChange={(rootId) => set({ rootId })} />
        {place === 'services' && 'singleton' in plugin && (
          <Toggle label={words.singleton} about={words.singletonAbout}>
            <Switch
              name={words.singleton}
              isOn={plugin.singleton}
              onChange={() => set({ singleton: !plugin.singleton })}
            />
          </Toggle>
        )}
      </Section>
      <Section title={words.configuration} about={words.configurationAbout}>
        <ConfigurationField
          name={words.configuration}
          value={plugin.configuration}
          received={words.receives}
          onChange={(configuration) => set({ configuration })}
        />
      </Section>
      <Section title={words.vm} about={words.vmIdAbout}>
        <Field label={words.vmId}>
          <input
            className="input mono"
            value={plugin.vmId}
            spellCheck={false}
            onChange={(event) => set({ vmId: event.target.value })}
          />
        </Field>
        {companions.length > 0 && <p className="settings-help">{words.sharesWith(companions)}</p>}
        <ConfigurationField
          name={words.vmConfiguration}
          value={plugin.vmConfiguration}
          received={words.receivesVm}
          onChange={(vmConfiguration) => set({ vmConfiguration })}
        />
      </Section>
      <Section title={words.environment} about={words.environmentAbout}>
        <PairGrid name={words.environment} rows={plugin.environment} onChange={(environment) => set({ environment })} />
      </Section>
      <FailurePolicy plugin={plugin} onChange={set} />
      {place === 'filters' && (
        <Section title={words.behaviour}>
          <Toggle label={words.allowStop} about={words.allowStopAbout}>
            <Switch
              name={words.allowStop}
              isOn={plugin.allowStopIteration}
              onChange={() => set({ allowStopIteration: !plugin.allowStopIteration })}
            />
          </Toggle>
        </Section>
      )}
      <Capabilities plugin={plugin} onChange={(capabilities) => set({ capabilities })} />
      {plugin.module.kind === 'wasm' && known && (
        <Section title={words.module}>
          <ModuleFacts sha256={plugin.module.sha256} known={known} />
        </Section>
      )}
    </>
  );
}
