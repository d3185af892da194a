import { AppError } from '../../contract/errors.ts';
import type { Topic } from '../../contract/api/library-api.ts';
import type { StudioApi, StudioStatus } from '../../contract/api/studio-api.ts';
import { rootCalls } from './places/root-calls.ts';
import type { Studio } from './studio.ts';

interface StudioCallParts {
  readonly studio: Studio;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

/** A team's shared cast. */
export function studioCalls({ studio, onChanged }: StudioCallParts): Omit<StudioApi, 'findInStudio'> {
  const status = (): StudioStatus => {
    const now = studio.status();
    if (!now) throw new AppError('studio-none');
    return now;
  };
  return {
    ...rootCalls({
      roots: () => studio.gallery.roots,
      withServer: (use) => studio.withServer(use),
      mustBeIn: () => void status(),
      onShared: () => studio.sync(),
    }),
    studio: async () => studio.status(),
    async joinStudio({ url, ca = null, password = null }) {
      await studio.join({ url, ca, password });
      return status();
    },
    leaveStudio: () => studio.leave(),
    async syncStudio() {
      status();
      await studio.sync();
      return status();
    },
    studioPassword: async (password) => studio.usePassword(password),
    studioMembers: () => studio.withServer((server) => server.members()),
    removeFromStudio: (member, removed) => studio.withServer((server) => server.setRemoved(member, removed)),
    studioHistory: async (page) => studio.replica.log.ofColleagues(page),
    overruled: async () =>
      studio.replica.overruledDecisions().map(({ n, author, atMs, editKind, editName, otherName }) => {
        return { id: n, author: author ?? '', atMs, kind: editKind, name: editName, otherName };
      }),
    async answerOverruled(ids, takeBack) {
      if (takeBack) studio.takeMineBack(ids);
      else studio.replica.overruled.letGo(ids);
      onChanged(['studio', 'history']);
    },
  };
}
