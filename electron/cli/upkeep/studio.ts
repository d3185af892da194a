import { resolve } from 'node:path';
import type { StudioMember, StudioRoot, StudioStatus } from '../../contract/api/studio-api.ts';
import { initStudio } from '../../engine/studio/server/init-studio.ts';
import type { Engine } from '../../engine/engine.ts';
import { command, WrongUsage, type Call } from '../command.ts';
import { withLibrary } from '../library.ts';
import { print } from '../print.ts';
import { asPath, asText, maybe, one, oneOf, option } from '../values.ts';

type Action = (engine: Engine, given: Given) => Promise<Answer>;

interface Given {
  /** An address, a folder or a name. */
  readonly what: string | null;
  readonly as: string | null;
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
  join: async (engine, { what, ca }) => {
    return told(await engine.joinStudio({ url: addressOf(what, 'join'), ...(ca === null ? {} : { ca }) }));
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
  share: async (engine, { what, as }) => {
    if (what === null || as === null) throw new WrongUsage('share needs a folder, and --as <name>.');
    await engine.shareFolder(resolve(what), as);
    return rootsOf(engine);
  },
  unshare: async (engine, { what }) => {
    if (what === null) throw new WrongUsage('unshare needs the name of a shared folder.');
    await engine.unshareFolder(what);
    return rootsOf(engine);
  },
  roots: rootsOf,
};

/** A team's shared cast on a PostgreSQL server. Passwords come from PGPASSWORD or ~/.pgpass. */
export const studio = command({
  name: 'studio',
  about:
    'share names and decisions with a team on a PostgreSQL server: join one, send and take in what is new, share folders',
  needs:
    'one of init <url>, join <url>, sync, status, leave, members, share <folder> --as <name>, unshare <name> and roots',
  usage: '<action> [url|folder|name]',
  takes: {
    action: one(
      'init makes a studio in a database; sync sends and takes in; roots lists shared folders',
      oneOf('init', ...Object.keys(actions)),
    ),
    what: maybe(
      'postgresql://name@server/database, whose password comes from PGPASSWORD or ~/.pgpass; or a folder, or its name',
      asText,
    ),
  },
  options: {
    ca: option('<file>', "the studio's own certificate authority", asPath),
    as: option('<name>', 'share: what the studio calls the folder; only paths below it are told', asText),
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

async function init({ what, ca }: Given): Promise<Answer> {
  const address = addressOf(what, 'init');
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

async function rootsOf(engine: Engine): Promise<Answer> {
  const roots = await engine.studioRoots();
  const line = ({ name, folder, members, files }: StudioRoot) =>
    `${name}: ${files} pictures of ${members.join(', ') || 'nobody yet'}${folder === null ? '' : `, here in ${folder}`}`;
  return { json: roots, lines: roots.map(line) };
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
