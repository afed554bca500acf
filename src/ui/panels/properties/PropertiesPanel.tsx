import { useEffect, useMemo, useState } from 'react';
import { wireOf } from '../../../model/index.ts';
import { type PropertyRow, propertyPlaces, propertyRows } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { words as common } from '../inside/inside.words.ts';
import { useRows } from '../inside/use-rows.ts';
import { useShownRun } from '../inside/use-shown-run.ts';
import { findRows } from './find-rows.ts';
import { placeName } from './place-name.ts';
import { PropertyDetail } from './PropertyDetail.tsx';
import { PropertyTable } from './PropertyTable.tsx';
import { UnknownPath } from './UnknownPath.tsx';
import { words } from './properties.words.ts';
import '../inside/inside.css';
import './properties.css';

const none: readonly PropertyRow[] = [];

export function PropertiesPanel() {
  const commands = useCommands();
  const run = useShownRun();
  const details = useSelected((state) => state.details);
  const [search, setSearch] = useState('');
  const [isOnlyRead, setIsOnlyRead] = useState(false);
  const [place, setPlace] = useState(-1);
  const report = run?.report;
  const exchange = run?.exchange ?? 0;
  const isOwn = details.of === report;
  const known = isOwn && details.properties.kind === 'known' ? details.properties.value : undefined;
  const readings = known?.exchange === exchange ? known : undefined;
  const asked = isOwn ? details.asked : undefined;
  useEffect(() => {
    if (report !== undefined) void commands.readProperties();
  }, [report, exchange, commands]);
  const places = useMemo(() => (report ? propertyPlaces(report, exchange) : []), [report, exchange]);
  const rows = useMemo(
    () => (report ? propertyRows(report, exchange, readings, asked) : none),
    [report, exchange, readings, asked],
  );
  const found = findRows(rows, { search, isOnlyRead });
  const { open, row, choose } = useRows(found.map(({ wire }) => wire));
  if (report === undefined) return <p className="empty">{common.noRun}</p>;
  if (report.exchanges[exchange] === undefined) return <p className="empty">{words.noExchange}</p>;
  if (places.length === 0) return <p className="empty">{words.noPlace}</p>;
  const shown = found.find(({ wire }) => wire === open);
  const ask = (path: string) => {
    setSearch(path);
    choose(wireOf(path));
    void commands.askProperty(wireOf(path));
  };
  const names = places.map((one) => placeName(report, one));
  return (
    <div className="inside">
      <form
        className="inside-tools"
        onSubmit={(event) => {
          event.preventDefault();
          if (search.trim() !== '') ask(search.trim());
        }}
      >
        <input
          type="search"
          className="input mono"
          placeholder={words.search}
          aria-label={words.searchName}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <label>
          {words.place}
          <select className="input" value={place} onChange={(event) => setPlace(Number(event.target.value))}>
            <option value={-1}>{words.firstReadable}</option>
            {names.map((name, index) => (
              <option key={index} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            className="check"
            checked={isOnlyRead}
            onChange={(event) => setIsOnlyRead(event.target.checked)}
          />
          {words.onlyRead}
        </label>
        <span className="faint about">
          {isOwn && details.properties.kind === 'failed' ? words.failed : readings ? words.about : words.reading}
        </span>
      </form>
      <UnknownPath search={search.trim()} found={found} onAsk={ask} />
      {shown && (
        <div className="inside-split">
          <div className="inside-list">
            <PropertyTable
              report={report}
              rows={found}
              places={places}
              place={place < places.length ? place : -1}
              row={row}
            />
          </div>
          <PropertyDetail key={shown.wire} report={report} row={shown} places={places} place={place} onAsk={ask} />
        </div>
      )}
    </div>
  );
}
