import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { RouteCard } from './RouteCard.tsx';
import { takenRoute } from './taken-route.ts';
import { words } from './settings.words.ts';

/** Which request goes where: the first route that matches. */
export function RoutesPage() {
  const commands = useCommands();
  const { routes, taken } = useSelected(({ project, run }) => ({
    routes: project.current.routes,
    taken: takenRoute(run),
  }));
  const [dragged, setDragged] = useState<number>();
  return (
    <>
      <p className="settings-help">{words.routesAbout}</p>
      {routes.length === 0 && <p className="settings-help">{words.noRoutes}</p>}
      {routes.length > 0 && taken === 'none' && <output className="settings-fault">{words.noneTaken}</output>}
      <ol className="set-list">
        {routes.map((route, index) => (
          // Keys move routes, too: the card's own button listens for them.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            // Moving a route moves its text: the place is its identity.
            key={index}
            onDragOver={(event) => dragged !== undefined && event.preventDefault()}
            onDrop={() => {
              if (dragged !== undefined) commands.moveRoute(dragged, index);
              setDragged(undefined);
            }}
          >
            <RouteCard
              route={route}
              index={index}
              count={routes.length}
              isTaken={taken === index}
              onDragStart={() => setDragged(index)}
            />
          </li>
        ))}
      </ol>
      <div className="set-list">
        <Button small className="add-row" onClick={() => commands.addRoute()}>
          <Plus aria-hidden />
          {words.addRoute}
        </Button>
      </div>
    </>
  );
}
