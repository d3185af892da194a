import type { PictureId } from '../../../contract/ids.ts';
import type { Db } from '../../store/database.ts';
import type { Carried } from './carried.ts';
import { CarryOut } from './carry-out.ts';
import { FactTable } from './fact-table.ts';
import { LocalRows } from './local-rows.ts';
import { EventLog, type Fact, type NumberedEvent } from './log.ts';
import { MembershipStore } from './membership.ts';
import { Names } from './names.ts';
import { Outbox, type Decided } from './outbox.ts';
import { Overruled } from './overruled.ts';
import { adoptNames, seedOf } from './seed.ts';
import { columnKind } from './shared-tables.ts';
import { nothingTouched, touch } from './touched.ts';

/** Facts in one event: what a library brings when it joins is told in parts. */
const factsAtOnce = 500;

/** The library's copy of the studio's log, and what follows from it. Every call is one transaction, or part of the caller's. */
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

  constructor(db: Db) {
    this.#db = db;
    this.membership = new MembershipStore(db);
    this.log = new EventLog(db);
    this.#facts = new FactTable(db);
    this.#names = new Names(db);
    this.#rows = new LocalRows(db, this.#names);
    this.overruled = new Overruled(db);
    this.#outbox = new Outbox({ db, log: this.log, facts: this.#facts, names: this.#names, rows: this.#rows });
    this.#carryOut = new CarryOut({ db, facts: this.#facts, names: this.#names });
  }

  /**
   * Of an edit, in its transaction. What stands may be more than the edit wrote: it may have brought back a character that a
   * colleague has merged. Null: there was nothing to tell. Throws `studio-reads-only`, `studio-lead-only`.
   */
  note(decided: Decided): Carried | null {
    const membership = this.membership.get();
    if (!membership?.seeded) return null;
    const facts = this.#outbox.note(decided, membership.role);
    if (facts.length === 0) return null;
    if (decided.step !== null || this.#facts.merges().size > 0) return this.#carry(facts);
    const names = facts.filter(([kind]) => kind === columnKind('name'));
    return names.length > 0 ? this.#carry(names) : null;
  }

  /** Takes in what the server has, in its order, with the cursor. */
  take(events: readonly NumberedEvent[]): Carried | null {
    const last = events.at(-1);
    if (!last) return null;
    return this.#db.transaction(() => {
      const membership = this.membership.get();
      const carried = membership?.rebuild ? this.#store(events) : this.#apply(events, membership?.me ?? null);
      this.membership.reached(last.seq, last.id);
      return carried;
    })();
  }

  #store(events: readonly NumberedEvent[]): null {
    for (const event of events) {
      this.log.take(event);
      this.#names.learn(event.body.faces);
    }
    return null;
  }

  #apply(events: readonly NumberedEvent[], me: string | null): Carried {
    const touched = nothingTouched();
    for (const event of events) {
      const { n, isNew } = this.log.take(event);
      this.#names.learn(event.body.faces);
      // Its facts were written when it was decided; only their order is known now.
      for (const fact of event.body.facts) {
        if (isNew) this.#write(fact, n, event, me);
        touch(touched, fact, this.#facts);
      }
    }
    return this.#carryOut.run(touched);
  }

  /** The later one stands: what is not sent yet will have a higher number. */
  #write(fact: Fact, n: number, { seq, author, body }: NumberedEvent, me: string | null): void {
    const standing = this.#facts.get(fact);
    if (standing && standing.order > seq) return;
    const by = body.by ?? author;
    const isMine = standing !== undefined && standing.author === me && by !== me;
    if (isMine && JSON.stringify(standing.value) !== JSON.stringify(fact[3])) this.overruled.add(standing, n);
    this.#facts.put(fact, n);
  }

  #carry(facts: readonly Fact[]): Carried {
    const touched = nothingTouched();
    for (const fact of facts) touch(touched, fact, this.#facts);
    return this.#carryOut.run(touched);
  }

  /**
   * When all of the log has come to a library that has just joined, or whose server has another log now: works out anew what stands,
   * and adds what the library knew before it joined.
   */
  rebuild(): Carried {
    return this.#db.transaction(() => {
      this.#facts.clear();
      for (const { n, body } of this.log.inOrder()) for (const fact of body.facts) this.#facts.put(fact, n);
      if (!this.membership.get()?.seeded) this.#seed();
      this.membership.rebuilt();
      return this.#carryOut.all();
    })();
  }

  #seed(): void {
    const parts = { db: this.#db, facts: this.#facts, names: this.#names, rows: this.#rows };
    adoptNames(parts);
    const { add, mine } = seedOf(parts);
    for (let at = 0; at < add.length; at += factsAtOnce) {
      const some = add.slice(at, at + factsAtOnce);
      const named = some.filter(([kind]) => kind === columnKind('name'));
      this.#outbox.add({ kind: 'join', name: null, count: named.length }, some);
    }
    for (const [kind, a, b, value] of mine) {
      const standing = this.#facts.get([kind, a, b]);
      if (standing) this.overruled.add({ kind, a, b, value }, standing.event);
    }
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
      this.log.refuse(id, why);
      return this.rebuild();
    })();
  }

  /** Pictures that were looked at since: a colleague may have said something of their faces. */
  arrivals(): Carried | null {
    const pictures = this.#db.prepare<[], PictureId>('SELECT picture FROM studio_arrived').pluck().all();
    if (pictures.length === 0) return null;
    return this.#db.transaction(() => {
      const touched = nothingTouched();
      for (const picture of pictures) {
        for (const uuid of this.#names.arrived(picture)) {
          for (const fact of this.#facts.about(uuid))
            touch(touched, [fact.kind, fact.a, fact.b, fact.value], this.#facts);
          for (const fact of this.#facts.pairedWith(uuid))
            touch(touched, [fact.kind, fact.a, fact.b, fact.value], this.#facts);
          for (const { a } of this.#facts.saying(columnKind('cover'), [uuid])) touched.characters.add(a);
        }
      }
      this.#db.prepare('DELETE FROM studio_arrived').run();
      return this.#carryOut.run(touched);
    })();
  }

  /** From now on pictures with new faces are noted: `arrivals` looks at them. */
  followPictures(): void {
    this.#db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS studio_face_arrived AFTER INSERT ON main.face
      BEGIN INSERT INTO studio_arrived (picture) VALUES (new.picture) ON CONFLICT DO NOTHING; END`);
  }

  /** Says again what a colleague has overruled. */
  takeMineBack(n: number): Carried | null {
    return this.#db.transaction(() => {
      const fact = this.overruled.take(n);
      if (!fact) return null;
      this.#outbox.add({ kind: 'take-back', name: null, count: 1 }, [fact]);
      return this.#carry([fact]);
    })();
  }
}
