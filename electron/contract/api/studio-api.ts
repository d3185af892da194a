import { z } from 'zod';
import { id, path } from '../checks.ts';
import type { ErrorData } from '../errors.ts';

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

/** A decision of mine that a colleague's has taken the place of. */
export interface OverruledDecision {
  readonly id: number;
  readonly author: string;
  readonly atMs: number;
  /** Of the colleague's edit. */
  readonly kind: string;
  readonly name: string | null;
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
  /** Latest first. */
  overruled(): Promise<readonly OverruledDecision[]>;
  /** My decision stands again, or the colleague's stays and is not told of any more. */
  answerOverruled(id: number, takeBack: boolean): Promise<void>;
}

const join = z.strictObject({
  url: z.string().min(1).max(2_000),
  ca: path.optional(),
  password: z.string().max(10_000).optional(),
});

export const studioSchemas = {
  studio: z.tuple([]),
  joinStudio: z.tuple([join]),
  leaveStudio: z.tuple([]),
  syncStudio: z.tuple([]),
  studioPassword: z.tuple([z.string().max(10_000)]),
  studioMembers: z.tuple([]),
  removeFromStudio: z.tuple([z.string().min(1).max(63), z.boolean()]),
  overruled: z.tuple([]),
  answerOverruled: z.tuple([id, z.boolean()]),
} satisfies Record<keyof StudioApi, z.ZodType>;
