import { useCommands, useSelected } from '../../app-context.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { words } from '../explain/explain.words.ts';
import { abiParagraph, type AbiParagraph } from './abi-paragraph.ts';
import './reference.css';

/** One row of the ABI: what it is called with, what it answers, what Envoy does. */
export function ReferenceWindow() {
  const commands = useCommands();
  const name = useSelected(({ view }) => view.reference);
  const paragraph = name === undefined ? undefined : abiParagraph(name);
  return (
    <Dialog
      title={name ?? words.title}
      {...(paragraph && { about: `${words.kinds[paragraph.kind]}, ${words.versions(paragraph.versions)}` })}
      close={words.close}
      onClose={() => commands.setView({ dialog: undefined })}
    >
      {paragraph ? <Paragraph paragraph={paragraph} /> : <p className="empty">{words.unknown}</p>}
    </Dialog>
  );
}

function Paragraph({
  paragraph: { kind, params, answers, does, differs, specification },
}: {
  paragraph: AbiParagraph;
}) {
  return (
    <div className="reference">
      <h3>{words.does}</h3>
      <p>{does}</p>
      {differs !== undefined && (
        <p>
          <strong>{words.differs}</strong> {differs}
        </p>
      )}
      <h3>{words.parameters}</h3>
      {params.length === 0 && <p className="soft">{words.noParameters}</p>}
      <dl>
        {params.map((param) => (
          <div key={param.name}>
            <dt>
              <code>{param.name}</code>
            </dt>
            <dd>
              {param.isOutput ? words.output : kind === 'callback' ? words.passed : words.given}
              {param.words.length > 0 && <span className="soft">: {param.words.join(', ')}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{words.answers}</h3>
      <p className="soft">{answers.length === 0 ? words.answersNothing : answers.join(', ')}</p>
      {specification !== undefined && (
        <p>
          <a href={specification} target="_blank" rel="noreferrer">
            {words.specification}
          </a>
        </p>
      )}
    </div>
  );
}
