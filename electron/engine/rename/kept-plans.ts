import { AppError } from '../../contract/errors.ts';
import type { RenameBatchId, RenamePlan, RenamePlanId } from '../../contract/rename/rename-model.ts';
import { summarise, type PlanAbout } from './planning/plan-summary.ts';
import type { BatchKind } from './planning/ways.ts';

/** A plan with all that carrying it out takes. */
export interface KeptPlan extends PlanAbout {
  readonly template: string;
  readonly batchKind: BatchKind;
  /** The folder that files are moved or copied into; null where each stays in its own. */
  readonly to: string | null;
  readonly undoes: RenameBatchId | null;
}

const limit = 8;

/** The last few plans, until they are carried out. */
export class KeptPlans {
  readonly #plans = new Map<RenamePlanId, KeptPlan>();
  #lastId = 0;

  /** Makes a plan, keeps it and answers its summary. */
  keep(make: () => KeptPlan): RenamePlan {
    const started = performance.now();
    const plan = make();
    const id = (this.#lastId += 1) as RenamePlanId;
    this.#plans.set(id, plan);
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > limit && oldest !== undefined) this.#plans.delete(oldest);
    return summarise(id, plan, (performance.now() - started) / 1_000);
  }

  /** Throws AppError `plan-gone`. */
  get(id: RenamePlanId): KeptPlan {
    const plan = this.#plans.get(id);
    if (!plan) throw new AppError('plan-gone', id);
    return plan;
  }

  forget(id: RenamePlanId): void {
    this.#plans.delete(id);
  }
}
