import type { ErrorData } from '../../contract/errors.ts';
import type { LookingAgain } from '../edits/looking-again.ts';
import type { ManualBoxes } from '../edits/manual-boxes.ts';
import type { Regrouping } from '../edits/regrouping.ts';
import type { SampleSorting } from '../edits/sample-sorting.ts';
import type { Grouping } from '../grouping/grouping.ts';
import type { Models } from '../models/session.ts';
import type { Ingest } from '../pipeline/ingest.ts';
import type { Samples } from '../pipeline/samples.ts';
import type { Review } from '../review/review.ts';
import type { StoredLens } from '../store/lens.ts';
import type { LearntCalibration } from '../similarity/learnt-calibration.ts';

/** The parts of the engine that need the models. */
export interface Recognition {
  readonly models: Models;
  readonly grouping: Grouping;
  readonly calibration: LearntCalibration;
  readonly ingest: Ingest;
  readonly samples: Samples;
  /** How the library is looked through; null: its vectors are as they are stored. */
  readonly lens: StoredLens | null;
  readonly review: Review;
  readonly sorting: SampleSorting;
  readonly manualBoxes: ManualBoxes;
  readonly lookingAgain: LookingAgain;
  readonly regrouping: Regrouping;
}

/** How calls reach what needs the models. */
export interface RecognitionAccess {
  /** Null until the models are loaded, and while others take their place. */
  readonly current: Recognition | null;
  /** Why the models could not be loaded; null where they are, or are being loaded. */
  readonly problem: ErrorData | null;
  /** Waits for the models. Throws what loading them threw. */
  ready(): Promise<Recognition>;
  /** As ModelParts.refocus. */
  refocus(): Promise<boolean>;
}

/** After an edit: the window hears of it, and the machine groups around it. Answers what it was given. */
export type AfterEdit = <T>(result: T) => T;
