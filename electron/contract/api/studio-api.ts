import { z } from 'zod';
import { id, page, path, type Page } from '../checks.ts';
import type { Box, PictureSize } from '../geometry.ts';
import type { ErrorData } from '../errors.ts';
import type { FaceId } from '../ids.ts';
import { findQuery, type Band, type FindQuery } from './find-api.ts';

export type StudioRole = 'reader' | 'artist' | 'lead';

/** The studio that a library is in, and how far the two are apart. */
export interface StudioStatus {
  /** Without a password. */
  readonly url: string;
  /** Null until the server has been spoken with. */
  readonly me: string | null;
  readonly role: StudioRole | null;
  /** `connected`: listening now; `offline`: could not be reached when it was last tried; `idle`: not tried since the start. */
  readonly state: 'connected' | 'offline' | 'idle';
  /** When everything had been sent and taken in last, or since when the server is away; null: not known. */
  readonly sinceMs: number | null;
  /** Decisions of this library that wait to be sent. */
  readonly unsent: number;
  /** Decisions that the server did not take. */
  readonly refused: number;
  /** Number of the last event taken in. */
  readonly events: number;
  /** Decisions of mine in whose place a colleague's stands. */
  readonly overruled: number;
  readonly problem: ErrorData | null;
}

export interface StudioMember {
  readonly name: string;
  readonly role: StudioRole;
  /** Decisions of theirs. */
  readonly events: number;
  readonly joinedMs: number;
  readonly seenMs: number;
  readonly removed: boolean;
}

/** A character that I call otherwise than a colleague, whose name stands. */
export interface OtherName {
  readonly mine: string;
  readonly theirs: string;
  /** To show; null: there is none here. */
  readonly face: FaceId | null;
}

/** A decision of mine that a colleague's has taken the place of. */
export interface OverruledDecision {
  readonly id: number;
  readonly author: string;
  readonly atMs: number;
  /** Of the colleague's edit. */
  readonly kind: string;
  readonly name: string | null;
  /** Null where it is about something else than what somebody is called. */
  readonly otherName: OtherName | null;
}

/** Where a picture lies below a folder that the studio has a name for. */
export interface StudioPlace {
  readonly root: string;
  /** Below it, with /. */
  readonly path: string;
  /** The folder has this name on this machine too: the picture can be opened, where it is there. */
  readonly here: boolean;
}

/** A face in a picture that colleagues have, and this library has not. */
export interface StudioMatch {
  /** SHA-256 of the picture, hex. */
  readonly picture: string;
  readonly pictureSize: PictureSize;
  readonly box: Box;
  /** As in Match. */
  readonly similarity: number;
  readonly probability: number;
  readonly band: Band;
  /** Who has it, as they said last; none where the server does not answer. */
  readonly members: readonly string[];
  readonly places: readonly StudioPlace[];
}

export interface StudioFound {
  /** Best first. */
  readonly matches: readonly StudioMatch[];
  /** Who looked: the server, or this machine in a copy of what the server has, because it cannot search. */
  readonly by: 'server' | 'copy';
  /** The server does not answer: the copy is of the last time that it did. */
  readonly isOld: boolean;
}

/** A folder that the studio has a name for. */
export interface StudioRoot {
  readonly name: string;
  /** On this machine; null where it has none of this name. */
  readonly folder: string | null;
  /** Who tells where pictures lie below it. */
  readonly members: readonly string[];
  readonly files: number;
}

/** A decision of a colleague. */
export interface StudioDecision {
  readonly id: number;
  readonly author: string;
  readonly atMs: number;
  /** As EditKind; `join`, `take-back`, and what later versions add. */
  readonly kind: string;
  readonly name: string | null;
  readonly count: number;
  /** It took an earlier one back. */
  readonly undo: boolean;
}

interface JoinStudio {
  /** `postgresql://name@server/database`, without a password. */
  readonly url: string;
  /** File of the studio's own certificate authority. */
  readonly ca?: string | undefined;
  /** Never stored by the engine; left out, PostgreSQL's own ways are gone: `PGPASSWORD`, ~/.pgpass. */
  readonly password?: string | undefined;
}

/** A team's shared cast. All calls may throw an AppError; those that speak with the server `studio-unreachable`, `studio-not-let-in`. */
export interface StudioApi {
  /** Null where the library is in no studio. */
  studio(): Promise<StudioStatus | null>;
  /** Takes in what the studio knows, and adds what this library knows and the studio does not. */
  joinStudio(to: JoinStudio): Promise<StudioStatus>;
  /** Forgets the studio; names, groups and decisions stay. */
  leaveStudio(): Promise<void>;
  /** One push and pull. */
  syncStudio(): Promise<StudioStatus>;
  /** For the connection from now on: the engine does not store it. */
  studioPassword(password: string): Promise<void>;
  studioMembers(): Promise<readonly StudioMember[]>;
  /** A lead alone may. Answers whether there is such a member. */
  removeFromStudio(member: string, removed: boolean): Promise<boolean>;
  /** Faces like those asked for in pictures that colleagues have. As `find`; needs the models. */
  findInStudio(queries: readonly FindQuery[], options: { limit: number; min: number }): Promise<StudioFound>;
  studioRoots(): Promise<readonly StudioRoot[]>;
  /** From now on the studio knows where pictures lie below this folder, under this name, and not where the folder is. Throws as `addFolder`. */
  shareFolder(folder: string, name: string): Promise<void>;
  /** Takes that back. */
  unshareFolder(name: string): Promise<void>;
  /** The file on this machine. Throws `picture-gone` where the folder has no name here, or the file is not there. */
  studioFile(root: string, path: string): Promise<string>;
  /** What colleagues decided, as it came, the latest first. */
  studioHistory(page: Page): Promise<readonly StudioDecision[]>;
  /** Latest first. */
  overruled(): Promise<readonly OverruledDecision[]>;
  /** My decisions stand again, or the colleagues' stay and are not told of any more. */
  answerOverruled(ids: readonly number[], takeBack: boolean): Promise<void>;
}

const join = z.strictObject({
  url: z.string().min(1).max(2_000),
  ca: path.optional(),
  password: z.string().max(10_000).optional(),
});

/** A name that every machine can show: no path. */
const rootName = z.string().regex(/^[^\p{Cc}/\\]{1,60}$/u);

export const studioSchemas = {
  studio: z.tuple([]),
  joinStudio: z.tuple([join]),
  leaveStudio: z.tuple([]),
  syncStudio: z.tuple([]),
  studioPassword: z.tuple([z.string().max(10_000)]),
  studioMembers: z.tuple([]),
  removeFromStudio: z.tuple([z.string().min(1).max(63), z.boolean()]),
  findInStudio: z.tuple([
    z.array(findQuery).min(1).max(100),
    z.strictObject({ limit: z.int().min(1).max(10_000), min: z.number().min(-1).max(1) }),
  ]),
  studioRoots: z.tuple([]),
  shareFolder: z.tuple([path, rootName]),
  unshareFolder: z.tuple([rootName]),
  studioFile: z.tuple([rootName, path]),
  studioHistory: z.tuple([page]),
  overruled: z.tuple([]),
  answerOverruled: z.tuple([z.array(id).min(1).max(1_000), z.boolean()]),
} satisfies Record<keyof StudioApi, z.ZodType>;
