import type { CharacterId, FaceId } from '../../contract/ids.ts';
import type { JudgedKind } from '../../contract/api/review-api.ts';
import type { Db } from './database.ts';

export type FacePair = readonly [FaceId, FaceId];
type FaceOf = readonly [FaceId, CharacterId];

/** What clustering has to respect. Pairs of one table; must-links the latest first. */
export interface Decisions {
  /** The character that each confirmed or suggested face is held in. */
  readonly held: ReadonlyMap<FaceId, CharacterId>;
  readonly rejected: readonly FaceOf[];
  readonly mustLink: readonly FacePair[];
  readonly cannotLink: readonly FacePair[];
}

/** What was answered; `count`: with what the artist was unsure of. */
export interface Answers {
  readonly same: readonly FacePair[];
  readonly different: readonly FacePair[];
  readonly count: number;
}

/** A guess of the machine that the artist answered. */
export interface Judged {
  readonly kind: JudgedKind;
  /** Suggestion: to the mean of its character. Question: mean over the pairs across the sides. */
  readonly cosine: number;
  readonly isSame: boolean;
  /** How likely it was one character, as the model said before anything was learnt; null: it did not say. */
  readonly expected: number | null;
  /** Of the models that guessed. */
  readonly version: string | null;
}

interface JudgedRow {
  readonly kind: 'suggestion' | 'question' | null;
  readonly cosine: number;
  readonly correct: number;
  readonly expected: number | null;
  readonly version: string | null;
}

/** Statements of the tables of decisions. Lists of faces travel as one JSON parameter: an edit is a few statements. */
export class FactStore {
  readonly #db: Db;
  readonly #statements;

  constructor(db: Db) {
    this.#db = db;
    this.#statements = prepare(db);
  }

  /** The faces show the character, from now on and whatever was said of them before. */
  confirm(faces: readonly FaceId[], character: CharacterId): void {
    const of = listOf(faces, character);
    this.#statements.unsuggest.run({ faces: of.faces });
    this.#statements.unreject.run(of);
    this.#statements.confirm.run(of);
    this.#statements.join.run(of);
    this.#statements.move.run(of);
  }

  /** The artist wants to be asked whether the faces show the character. Confirmed and refused ones are left alone. */
  suggest(faces: readonly FaceId[], character: CharacterId): void {
    const of = listOf(faces, character);
    this.#statements.suggest.run(of);
    this.#statements.moveSuggested.run(of);
  }

  /** The faces do not show the character. */
  reject(faces: readonly FaceId[], character: CharacterId): void {
    const of = listOf(faces, character);
    this.#statements.unconfirmFrom.run(of);
    this.#statements.unsuggestFrom.run(of);
    this.#statements.reject.run(of);
    this.#statements.part.run(of);
    this.#statements.leave.run(of);
  }

  /** What was refused by one character is refused by the other, save what that has confirmed. */
  inheritRejections(from: CharacterId, into: CharacterId): void {
    this.#statements.inheritRejections.run({ from, into });
  }

  /** Where the faces are now: not a decision, the machine may move them again. */
  move(faces: readonly FaceId[], to: CharacterId | null): void {
    this.#statements.move.run(listOf(faces, to));
  }

  mustLink(pairs: readonly FacePair[]): void {
    this.#link('must_link', 'cannot_link', pairs);
  }

  cannotLink(pairs: readonly FacePair[]): void {
    this.#link('cannot_link', 'must_link', pairs);
  }

  markNotFace(faces: readonly FaceId[]): void {
    this.move(faces, null);
    this.#statements.notFace.run({ faces: JSON.stringify(faces) });
  }

  unmarkNotFace(faces: readonly FaceId[]): void {
    const list = { faces: JSON.stringify(faces) };
    this.#statements.faceAgain.run(list);
    this.#statements.moveHome.run(list);
  }

  /** Of these faces, those that no other character has confirmed and this one has not refused. */
  assignable(faces: readonly FaceId[], character: CharacterId): FaceId[] {
    return this.#statements.assignable.all(listOf(faces, character));
  }

  /** Remembers an answer about two faces, so that it is not asked again. */
  answer([a, b]: FacePair, answer: 'same' | 'different' | 'unsure'): void {
    this.#statements.answer.run({ a: Math.min(a, b), b: Math.max(a, b), answer });
  }

  /** The artist may be sure after all. */
  forgetUnsure([a, b]: FacePair): void {
    this.#statements.forgetUnsure.run({ a: Math.min(a, b), b: Math.max(a, b) });
  }

  /** All that were answered; those of one kind and model version where they are given. */
  judged(of?: { readonly kind: JudgedKind; readonly version: string }): Judged[] {
    const { allJudged, judgedOf } = this.#statements;
    const rows = of ? judgedOf.all(of.kind, of.version) : allJudged.all();
    return rows.map(({ kind, correct, ...row }) => ({ ...row, kind: kind ?? 'unknown', isSame: correct === 1 }));
  }

  /** Of these faces, those that the machine has put into the artist's character and that nobody answered: was it right? */
  judgeSuggestions(faces: readonly FaceId[], character: CharacterId, isSame: boolean): void {
    for (const { cosine, version } of this.#statements.guessed.all(listOf(faces, character))) {
      this.judge({ kind: 'suggestion', cosine, isSame, expected: null, version });
    }
  }

  judge({ kind, cosine, isSame, expected, version }: Judged & { readonly kind: 'suggestion' | 'question' }): void {
    this.#statements.judge.run({ kind, cosine, correct: isSame ? 1 : 0, expected, version });
  }

  answers(): Answers {
    const pairs = (where: string) => this.#pairs<FacePair>(`SELECT a, b FROM asked WHERE answer ${where}`);
    return { same: pairs("= 'same'"), different: pairs("= 'different'"), count: pairs('IS NOT NULL').length };
  }

  /** All that was said of a character, before it goes. */
  forget(character: CharacterId): void {
    for (const forget of this.#statements.forget) forget.run({ character });
  }

  suggestedIn(character: CharacterId): FaceId[] {
    return this.#statements.suggestedIn.all(character);
  }

  confirmedIn(character: CharacterId): FaceId[] {
    return this.#statements.confirmedIn.all(character);
  }

  /** Of these faces, those that the character has refused. */
  rejectedBy(character: CharacterId, faces: ReadonlySet<FaceId>): FaceId[] {
    return this.#statements.rejectedBy.all(character).filter((face) => faces.has(face));
  }

  /** What is decided of these faces, and between them; of all faces without them. */
  decisions(faces?: readonly FaceId[]): Decisions {
    const ofFaces = faces ? `WHERE face IN ${listed}` : '';
    const of = (table: string) => this.#pairs<FaceOf>(`SELECT face, character FROM ${table} ${ofFaces}`, faces);
    return {
      held: new Map([...of('suggested'), ...of('confirmed')]),
      rejected: of('rejected'),
      ...this.links(faces),
    };
  }

  /** The pairs among the decisions. */
  links(faces?: readonly FaceId[]): Pick<Decisions, 'mustLink' | 'cannotLink'> {
    const between = faces ? `WHERE ${betweenSql}` : '';
    return {
      mustLink: this.#pairs(`SELECT a, b FROM must_link ${between} ORDER BY at_ms DESC, a, b`, faces),
      cannotLink: this.#pairs(`SELECT a, b FROM cannot_link ${between}`, faces),
    };
  }

  /** Every face that a character has refused. */
  rejections(): FaceOf[] {
    return this.#pairs('SELECT face, character FROM rejected');
  }

  #pairs<T>(sql: string, faces?: readonly FaceId[]): T[] {
    const statement = this.#db.prepare(sql).raw();
    return (faces ? statement.all({ faces: JSON.stringify(faces) }) : statement.all()) as T[];
  }

  /** The later decision about two faces is the one that stands. */
  #link(table: 'must_link' | 'cannot_link', other: 'must_link' | 'cannot_link', pairs: readonly FacePair[]): void {
    const list = JSON.stringify(pairs.map(([a, b]) => (a < b ? [a, b] : [b, a])));
    const listed = 'SELECT value ->> 0, value ->> 1 FROM json_each(?)';
    this.#db.prepare<[string]>(`DELETE FROM ${other} WHERE (a, b) IN (${listed})`).run(list);
    this.#db
      .prepare<[number, string]>(
        `INSERT INTO ${table} (a, b, at_ms) SELECT value ->> 0, value ->> 1, ? FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms`,
      )
      .run(Date.now(), list);
  }
}

interface OfCharacter {
  readonly faces: string;
  readonly character: CharacterId | null;
}

function listOf(faces: readonly FaceId[], character: CharacterId | null): OfCharacter {
  return { faces: JSON.stringify(faces), character };
}

const judgedColumns = 'kind, cosine, correct, expected, version';

const listed = '(SELECT value FROM json_each(@faces))';
const ofCharacter = '(SELECT face FROM confirmed WHERE character = @character)';
// The plus: each face of a list is looked up once, and not with each other.
/** Links between two faces of a list. */
export const betweenSql = `a IN ${listed} AND +b IN ${listed}`;
/** Links between a face of a list and a confirmed one of a character. */
export const contradictedSql = `(a IN ${listed} AND +b IN ${ofCharacter}) OR (b IN ${listed} AND +a IN ${ofCharacter})`;

function prepare(db: Db) {
  return { ...prepareSaid(db), ...prepareLinks(db), ...preparePlaces(db), ...prepareAnswers(db) };
}

const overFaces = (db: Db) => (sql: string) => db.prepare<[{ faces: string }]>(sql);
const overCharacter = (db: Db) => (sql: string) => db.prepare<[OfCharacter]>(sql);

/** What an artist said of faces and a character. */
function prepareSaid(db: Db) {
  const faces = overFaces(db);
  const facesOf = overCharacter(db);
  return {
    confirm: facesOf(
      `INSERT INTO confirmed (face, character) SELECT value, @character FROM json_each(@faces) WHERE true
       ON CONFLICT (face) DO UPDATE SET character = excluded.character WHERE character <> excluded.character`,
    ),
    suggest: facesOf(
      `INSERT INTO suggested (face, character) SELECT value, @character FROM json_each(@faces)
       WHERE value NOT IN (SELECT face FROM confirmed)
         AND NOT EXISTS (SELECT 1 FROM rejected WHERE face = value AND character = @character)
       ON CONFLICT (face) DO UPDATE SET character = excluded.character WHERE character <> excluded.character`,
    ),
    reject: facesOf(
      `INSERT INTO rejected (face, character) SELECT value, @character FROM json_each(@faces) WHERE true
       ON CONFLICT DO NOTHING`,
    ),
    unsuggest: faces(`DELETE FROM suggested WHERE face IN ${listed}`),
    unreject: facesOf(`DELETE FROM rejected WHERE face IN ${listed} AND character = @character`),
    unconfirmFrom: facesOf(`DELETE FROM confirmed WHERE face IN ${listed} AND character = @character`),
    unsuggestFrom: facesOf(`DELETE FROM suggested WHERE face IN ${listed} AND character = @character`),
    inheritRejections: db.prepare<[{ from: CharacterId; into: CharacterId }]>(
      `INSERT INTO rejected (face, character) SELECT face, @into FROM rejected WHERE character = @from
         AND face NOT IN (SELECT face FROM confirmed WHERE character = @into) ON CONFLICT DO NOTHING`,
    ),
    notFace: faces(
      'INSERT INTO not_a_face (face) SELECT value FROM json_each(@faces) WHERE true ON CONFLICT DO NOTHING',
    ),
    faceAgain: faces(`DELETE FROM not_a_face WHERE face IN ${listed}`),
    confirmedIn: db
      .prepare<[CharacterId], FaceId>('SELECT face FROM confirmed WHERE character = ? ORDER BY face')
      .pluck(),
    assignable: db
      .prepare<[OfCharacter], FaceId>(
        `SELECT face.id FROM json_each(@faces) CROSS JOIN face ON face.id = value
         WHERE face.id NOT IN (SELECT face FROM confirmed WHERE character <> @character)
           AND face.id NOT IN (SELECT face FROM rejected WHERE character = @character) ORDER BY json_each.key`,
      )
      .pluck(),
    suggestedIn: db
      .prepare<[CharacterId], FaceId>('SELECT face FROM suggested WHERE character = ? ORDER BY face')
      .pluck(),
    forget: ['confirmed', 'suggested', 'rejected'].map((table) =>
      db.prepare<[{ character: CharacterId }]>(`DELETE FROM ${table} WHERE character = @character`),
    ),
    rejectedBy: db
      .prepare<[CharacterId], FaceId>('SELECT face FROM rejected WHERE character = ? ORDER BY face')
      .pluck(),
  };
}

/** What was said of two faces, where a decision contradicts it. */
function prepareLinks(db: Db) {
  const facesOf = overCharacter(db);
  return {
    join: facesOf(`DELETE FROM cannot_link WHERE ${contradictedSql}`),
    part: facesOf(`DELETE FROM must_link WHERE ${contradictedSql}`),
  };
}

/** Where faces are now, which follows from what was said. */
function preparePlaces(db: Db) {
  const faces = overFaces(db);
  const facesOf = overCharacter(db);
  return {
    // A face that is no face belongs nowhere, whatever else is said of it.
    move: facesOf(
      `UPDATE face SET character = @character WHERE id IN ${listed} AND character IS NOT @character AND shown = 1`,
    ),
    moveSuggested: facesOf(
      `UPDATE face SET character = @character WHERE id IN ${listed} AND character IS NOT @character AND shown = 1
         AND id IN (SELECT face FROM suggested WHERE character = @character)`,
    ),
    leave: facesOf(`UPDATE face SET character = NULL WHERE id IN ${listed} AND character = @character`),
    moveHome: faces(
      `UPDATE face SET character = (SELECT k.character FROM confirmed k WHERE k.face = face.id)
       WHERE id IN ${listed} AND shown = 1 AND id IN (SELECT face FROM confirmed)`,
    ),
  };
}

/** Questions and guesses of the machine, and what the artist answered. */
function prepareAnswers(db: Db) {
  return {
    answer: db.prepare<[{ a: number; b: number; answer: string }]>(
      'INSERT INTO asked (a, b, answer) VALUES (@a, @b, @answer) ON CONFLICT DO UPDATE SET answer = excluded.answer',
    ),
    forgetUnsure: db.prepare<[{ a: number; b: number }]>(
      "DELETE FROM asked WHERE a = @a AND b = @b AND answer = 'unsure'",
    ),
    guessed: db.prepare<[OfCharacter], { cosine: number; version: string | null }>(
      `SELECT similarity AS cosine, (SELECT indexed_by FROM picture WHERE picture.id = face.picture) AS version
       FROM face WHERE id IN ${listed} AND character = @character AND similarity IS NOT NULL
         AND character IN (SELECT id FROM character WHERE confirmed = 1) AND id NOT IN (SELECT face FROM confirmed)`,
    ),
    judge: db.prepare<[JudgedRow]>(
      `INSERT INTO judged (kind, cosine, correct, expected, version)
       VALUES (@kind, @cosine, @correct, @expected, @version)`,
    ),
    allJudged: db.prepare<[], JudgedRow>(`SELECT ${judgedColumns} FROM judged`),
    judgedOf: db.prepare<[string, string], JudgedRow>(
      `SELECT ${judgedColumns} FROM judged WHERE kind = ? AND version = ?`,
    ),
  };
}
