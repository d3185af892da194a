import type { GroupingApi } from '../../contract/api/grouping-api.ts';
import type { Stores } from '../store/stores.ts';
import type { AfterEdit, RecognitionAccess } from './recognition-access.ts';

interface GroupingCallParts {
  readonly stores: Stores;
  readonly recognition: RecognitionAccess;
  readonly edited: AfterEdit;
}

/** How the machine groups in this library. */
export function groupingCalls({ stores, recognition, edited }: GroupingCallParts): GroupingApi {
  const regrouping = async () => (await recognition.ready()).regrouping;
  return {
    groupingOptions: async () => stores.settings.grouping(),
    previewRegroup: async (options, stay) => (await regrouping()).preview(options, stay),
    regroup: async (options, stay) => edited(await (await regrouping()).regroup(options, stay)),
  };
}
