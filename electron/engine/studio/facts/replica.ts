import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OtherName } from '../../../contract/api/studio-api.ts';
import type { PictureId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { StoredEdit } from '../../store/history.ts';
import { nothingCarried, type Carried } from './carried.ts';
import { CarryOut } from './carry-out.ts';
import { FactTable, type StandingFact } from './fact-table.ts';
import { writeFactsOf } from './facts-of-log.ts';
import { LocalRows } from './local-rows.ts';
import { EventLog, type Fact, type NumberedEvent, type RefusedDecision } from './log.ts';
import { MembershipStore } from './membership.ts';
import { Names } from './names.ts';
import type { Step } from './noted-edits.ts';
import { Outbox } from './outbox.ts';
import { OtherNames } from './other-names.ts';
import { Overruled, type OverruledFact } from './overruled.ts';
import { adoptNames, seedOf } from './seed.ts';
import { columnKind } from './shared-tables.ts';
import { isNothing, nothingTouched, touch, touchFormerSurvivor, type Touched } from './touched.ts';

/** Facts in one event: what a library brings when it joins is told in parts. */
const factsAtOnce = 500;

/** The library's copy of the studio's log, and what follows from it. Every call but `rebuildInParts` is one transaction, or part of the caller's. */
export class Replica {
  readonly membership: MembershipStore;
  readonly log: EventLog;
  readonly overruled: Overruled;
  readonly #db: Db;
  readonly #facts: FactTable;
  readonly #names: Names;
  readonly #rows: LocalRows;
  readonly #outbox: Outbox;
  readonly #carryOut: CarryOut;
  readonly #otherNames: OtherNames;

  constructor(db: Db) {
    this.#db = db;
    this.membership = new MembershipStore(db);
    this.log = new EventLog(db);
    this.#facts = new FactTable(db);
    this.#names = new Names(db);
    this.#rows = new LocalRows(db, this.#names);
    this.overruled = new Overruled(db);
    this.#outbox = new Outbox({ db, log: this.log, facts: this.#facts, names: this.#names, rows: this.#rows });
    const parts = { db, facts: this.#facts, names: this.#names };
    this.#carryOut = new CarryOut(parts);
    this.#otherNames = new OtherNames(parts);
  }

  /** Of an edit, in its transaction. Answers whether there may be something to tell. Throws `studio-reads-only`, `studio-lead-only`. */
  note(edit: StoredEdit, step: Step): boolean {
    const membership = this.membership.get();
    return membership?.seeded === true && this.#outbox.note(edit, step, membership.role);
  }

  /** Makes events of the edits that were noted. Whatever else is done with facts does so first, in its own transaction. */
  tell(): Carried | null {
    return this.#db.transaction(() => this.#carry(this.#tell()))();
  }

  /**
   * What stands may be more than an edit wrote: it may have brought back a character that a colleague has merged, or given a name that
   * another one has.
   */
  #tell(): Touched {
    const touched = nothingTouched();
    for (const { facts, step } of this.#outbox.tell(touched)) {
      const all = step !== null || this.#facts.merges().size > 0;
      for (const fact of facts) if (all || fact[0] === columnKind('name')) touch(touched, fact, this.#facts);
    }
    return touched;
  }

  #carry(touched: Touched): Carried | null {
    return isNothing(touched) ? null : this.#carryOut.run(touched);
  }

  /** Takes in what the server has, in its order, with the cursor. */
  take(events: readonly NumberedEvent[]): Carried | null {
    const last = events.at(-1);
    if (!last) return null;
    return this.#db.transaction(() => {
      const touched = this.#tell();
      const membership = this.membership.get();
      if (membership?.rebuild) this.#store(events);
      else this.#apply(events, membership?.me ?? null, touched);
      this.membership.reached(last.seq, last.id);
      return this.#carry(touched);
    })();
  }

  #store(events: readonly NumberedEvent[]): void {
    for (const event of events) {
      this.log.take(event);
      this.#names.learn(event.body.faces);
    }
  }

  #apply(events: readonly NumberedEvent[], me: string | null, touched: Touched): void {
    for (const event of events) {
      const { n, isNew } = this.log.take(event);
      this.#names.learn(event.body.faces);
      // Its facts were written when it was decided; only their order is known now.
      for (const fact of event.body.facts) {
        if (isNew) {
          touchFormerSurvivor(touched, fact, this.#facts);
          this.#write(fact, n, event, me);
        }
        touch(touched, fact, this.#facts);
      }
    }
  }

  /** The later one stands: what is not sent yet will have a higher number. */
  #write(fact: Fact, n: number, { seq, author, body }: NumberedEvent, me: string | null): void {
    const standing = this.#facts.get(fact);
    if (standing && standing.order > seq) return;
    const mine = (body.by ?? author) === me;
    if (!mine && isOverruled(standing, fact)) this.overruled.add(standing, n);
    this.#facts.put(fact, n, mine);
  }

  /**
   * When all of the log has come to a library that has just joined, or whose server has another log now: works out anew what stands,
   * and adds what the library knew before it joined. `refused`: what stood until now, and is not told any more.
   */
  rebuild(refused: RefusedDecision | null = null): Carried {
    return this.#db.transaction(() => {
      const carried = nothingCarried();
      const parts = this.#carryOut.all(this.#standAnew(refused), carried);
      while (!parts.next().done);
      this.membership.rebuilt();
      return carried;
    })();
  }

  /** As `rebuild`, in transactions between which calls are answered and edits done. Where it breaks off, it has to be done again. */
  async rebuildInParts(): Promise<Carried> {
    const { seeded, me = null } = this.membership.get() ?? {};
    // A library that joins has told nothing yet, so that its edits meanwhile are no facts.
    const isFirst = seeded === false;
    if (isFirst) await writeFactsOf(this.log, { db: this.#db, facts: this.#facts, me });
    const carried = nothingCarried();
    const touched = this.#db.transaction(() => {
      if (!isFirst) return this.#standAnew(null);
      this.#seed();
      return nothingTouched();
    })();
    const parts = this.#carryOut.all(touched, carried);
    const next = this.#db.transaction(() => {
      // An edit since the last part is in the library's rows, and not in the facts that they follow from.
      const told = this.#tell();
      if (!isNothing(told)) this.#carryOut.run(told, carried);
      const { done = false } = parts.next();
      if (done) this.membership.rebuilt();
      return done;
    });
    do await nextTurn();
    while (!next());
    return carried;
  }

  /** Works out from the log what stands. Answers what has to be looked at beside it: where merged ones lived on until now. */
  #standAnew(refused: RefusedDecision | null): Touched {
    this.#tell();
    const touched = nothingTouched();
    for (const merged of this.#facts.merges().keys())
      touchFormerSurvivor(touched, ['merged', merged, '', null], this.#facts);
    this.#facts.clear();
    const { me = null, seeded } = this.membership.get() ?? {};
    this.#replay(me, refused);
    if (!seeded) this.#seed();
    return touched;
  }

  /** Every fact again, in the log's order. */
  #replay(me: string | null, refused: RefusedDecision | null): void {
    const overruled: [StandingFact, number][] = [];
    for (const { n, body, author } of this.log.inOrder()) {
      const mine = author === null || author === me;
      for (const fact of body.facts) {
        const standing = !mine && isBehind(refused, n, fact) ? this.#facts.get(fact) : undefined;
        if (isOverruled(standing, fact)) overruled.push([standing, n]);
        this.#facts.put(fact, n, mine);
      }
    }
    for (const [fact, n] of overruled)
      if (!this.#facts.get([fact.kind, fact.a, fact.b])?.mine) this.overruled.add(fact, n);
  }

  /** Adds what the library knew before it joined. */
  #seed(): void {
    const parts = { db: this.#db, facts: this.#facts, names: this.#names, rows: this.#rows };
    adoptNames(parts);
    const { add, mine } = seedOf(parts);
    for (let at = 0; at < add.length; at += factsAtOnce) {
      const some = add.slice(at, at + factsAtOnce);
      const named = some.filter(([kind]) => kind === columnKind('name'));
      this.#outbox.add({ kind: 'join', name: null, count: named.length, step: null, atMs: Date.now() }, some);
    }
    for (const [kind, a, b, value] of mine) {
      const standing = this.#facts.get([kind, a, b]);
      if (standing) this.overruled.add({ kind, a, b, value }, standing.event);
    }
    this.membership.seeded();
  }

  /** The server's log is another one than was followed until now. */
  startAgain(): void {
    this.#db.transaction(() => {
      this.log.forgetNumbers();
      this.membership.startAgain();
    })();
  }

  /** The server did not take an event: what stands follows from the others. */
  refuse(id: string, why: string): Carried {
    return this.#db.transaction(() => {
      return this.rebuild(this.log.refuse(id, why));
    })();
  }

  /** Pictures that were looked at since: a colleague may have said something of their faces. */
  arrivals(): Carried | null {
    const pictures = this.#db.prepare<[], PictureId>('SELECT picture FROM studio_arrived').pluck().all();
    if (pictures.length === 0) return null;
    return this.#db.transaction(() => {
      const touched = this.#tell();
      // Facts of a library that joins are carried out when all of them are there.
      const isReady = this.membership.get()?.seeded === true;
      for (const uuid of pictures.flatMap((picture) => this.#names.arrived(picture))) {
        if (isReady) this.#touchFace(touched, uuid);
      }
      this.#db.prepare('DELETE FROM studio_arrived').run();
      return this.#carry(touched);
    })();
  }

  #touchFace(touched: Touched, uuid: string): void {
    for (const { kind, a, b, value } of [...this.#facts.about(uuid), ...this.#facts.pairedWith(uuid)])
      touch(touched, [kind, a, b, value], this.#facts);
    for (const { a } of this.#facts.saying(columnKind('cover'), [uuid])) touched.characters.add(a);
  }

  /** From now on pictures with new faces are noted: `arrivals` looks at them. */
  followPictures(): void {
    this.#names.followFaces();
    this.#db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS studio_face_arrived AFTER INSERT ON main.face
      BEGIN INSERT INTO studio_arrived (picture) VALUES (new.picture) ON CONFLICT DO NOTHING; END`);
  }

  /** Decisions of mine that colleagues have overruled, the latest first. */
  overruledDecisions(): (OverruledFact & { readonly otherName: OtherName | null })[] {
    const decisions = this.overruled.list();
    const names = this.#otherNames.of(decisions);
    return decisions.map((decision, at) => ({ ...decision, otherName: names[at] ?? null }));
  }

  /** Says again what colleagues have overruled. */
  takeMineBack(ns: readonly number[]): Carried | null {
    return this.#db.transaction(() => {
      const facts = this.overruled.take(ns);
      if (facts.length === 0) return null;
      const touched = this.#tell();
      for (const fact of facts) touchFormerSurvivor(touched, fact, this.#facts);
      this.#outbox.add({ kind: 'take-back', name: null, count: facts.length, step: null, atMs: Date.now() }, facts);
      for (const fact of facts) touch(touched, fact, this.#facts);
      return this.#carry(touched);
    })();
  }
}

/** A colleague's decision that takes the place of mine, and says otherwise. */
function isOverruled(standing: StandingFact | undefined, fact: Fact): standing is StandingFact {
  return standing?.mine === true && JSON.stringify(standing.value) !== JSON.stringify(fact[3]);
}

/** It came while a decision of mine about the same waited, which stood before it: nobody was told. */
function isBehind(refused: RefusedDecision | null, n: number, [kind, a, b]: Fact): boolean {
  if (refused === null || n < refused.n) return false;
  return refused.facts.some((fact) => fact[0] === kind && fact[1] === a && fact[2] === b);
}
