import type { StudioMember, StudioStatus } from '../../contract/api/studio-api.ts';
import { initStudio } from '../../engine/studio/server/init-studio.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, asText, maybe, one, oneOf, option } from '../values.ts';

type Action = (engine: Engine, given: Given) => Promise<Answer>;

interface Given {
  readonly url: string | null;
  readonly ca: string | null;
  readonly remove: string | null;
  readonly letBack: string | null;
}

interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** Something was refused, or could not be found. */
  readonly incomplete?: boolean;
}

const actions: Readonly<Record<string, Action>> = {
  join: async (engine, { url, ca }) => {
    return told(await engine.joinStudio({ url: addressOf(url, 'join'), ...(ca === null ? {} : { ca }) }));
  },
  sync: async (engine) => told(await engine.syncStudio()),
  status: async (engine) => {
    const status = await engine.studio();
    return status ? told(status) : { json: null, lines: ['This library is in no studio.'] };
  },
  leave: async (engine) => {
    await engine.leaveStudio();
    return { json: null, lines: ['This library is in no studio any more. Names, groups and decisions stay.'] };
  },
  members: async (engine, { remove, letBack }) => {
    const name = remove ?? letBack;
    const found = name === null || (await engine.removeFromStudio(name, remove !== null));
    const members = await engine.studioMembers();
    return { json: members, lines: members.map(lineOf), incomplete: !found };
  },
};

/** A team's shared cast on a PostgreSQL server. Passwords come from PGPASSWORD or ~/.pgpass. */
export const studio = command({
  name: 'studio',
  about: 'share names and decisions with a team on a PostgreSQL server: join one, send and take in what is new',
  needs: 'one of init <url>, join <url>, sync, status, leave and members',
  usage: '<init|join|sync|status|leave|members> [url]',
  takes: {
    action: one('init makes a studio in a database; sync sends and takes in', oneOf('init', ...Object.keys(actions))),
    url: maybe('postgresql://name@server/database; the password comes from PGPASSWORD or ~/.pgpass', asText),
  },
  options: {
    ca: option('<file>', "the studio's own certificate authority", asPath),
    remove: option('<name>', 'members: takes the right to send and take in away, which a lead may', asText),
    letBack: option('<name>', 'members: gives it back', asText),
  },
  async run({ action, ...given }, call) {
    const answer = action === 'init' ? await init(given) : await inLibrary(action, given, call);
    if (call.json) print.json(answer.json);
    else for (const line of answer.lines) print.line(line);
    return answer.incomplete ? 1 : 0;
  },
});

async function init({ url, ca }: Given): Promise<Answer> {
  const address = addressOf(url, 'init');
  await initStudio({ url: address, ca, password: null });
  const line =
    'The studio is there. Members are users of the database with the role dramatis_reader, dramatis_artist or dramatis_lead.';
  return { json: { url: address }, lines: [line] };
}

function inLibrary(action: string, given: Given, call: Call): Promise<Answer> {
  return withLibrary(call, (engine) => (actions[action] as Action)(engine, given), { make: action === 'join' });
}

function addressOf(url: string | null, action: string): string {
  if (url === null) throw new WrongUsage(`${action} needs the address of a studio: postgresql://name@server/database.`);
  return url;
}

function told(status: StudioStatus): Answer {
  const { url, me, role, unsent, refused, overruled, events } = status;
  const lines = [
    `${url}: ${me === null ? 'not spoken with yet' : `${me}, ${role ?? ''}`}`,
    `${events} decisions taken in, ${unsent} to send`,
    ...(refused > 0 ? [`${refused} decisions were not taken by the server`] : []),
    ...(overruled > 0 ? [`${overruled} decisions of yours were overruled by colleagues`] : []),
  ];
  return { json: status, lines, incomplete: refused > 0 };
}

function lineOf({ name, role, events, seenMs, removed }: StudioMember): string {
  return `${name}: ${removed ? 'removed' : role}, ${events} decisions, seen ${new Date(seenMs).toISOString()}`;
}
