import Ban from '@lucide/svelte/icons/ban';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Copy from '@lucide/svelte/icons/copy';
import FilePenLine from '@lucide/svelte/icons/file-pen-line';
import FolderInput from '@lucide/svelte/icons/folder-input';
import History from '@lucide/svelte/icons/history';
import Images from '@lucide/svelte/icons/images';
import ImageMinus from '@lucide/svelte/icons/image-minus';
import ImageOff from '@lucide/svelte/icons/image-off';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import ScanSearch from '@lucide/svelte/icons/scan-search';
import Search from '@lucide/svelte/icons/search';
import Users from '@lucide/svelte/icons/users';
import type { LucideIcon } from '@lucide/svelte';
import type { Component } from 'svelte';
import type { MessageKey } from '../../electron/contract/languages.ts';
import type { LibraryStatus } from '../../electron/contract/api/library-api.ts';
import type { CharacterList } from '../characters/character-list.svelte.ts';
import DuplicatesView from '../duplicates/DuplicatesView.svelte';
import FacelessView from '../pictures/FacelessView.svelte';
import NotFacesView from '../faces/NotFacesView.svelte';
import FindView from '../find/FindView.svelte';
import SkippedView from '../folders/SkippedView.svelte';
import GroupsView from '../groups/GroupsView.svelte';
import GroupView from '../groups/GroupView.svelte';
import HistoryView from '../history/HistoryView.svelte';
import type { Navigation, Place } from '../navigation/navigation.svelte.ts';
import type { Opener } from '../navigation/opener.ts';
import OverviewView from '../overview/OverviewView.svelte';
import PicturesView from '../pictures/PicturesView.svelte';
import RenameView from '../rename/RenameView.svelte';
import ReviewView from '../review/ReviewView.svelte';
import SamplesView from '../sorting/SamplesView.svelte';
import SearchView from '../search/SearchView.svelte';

export type ViewName = Place['view'];

/** A view, and its entry in the sidebar. */
export interface View {
  /** Of the sidebar: what is there · who is who · files; below the folders, what has been done. */
  readonly part: 'look' | 'sort' | 'files' | 'done';
  /** Its properties are what its `Place` has beside the name of the view. */
  readonly component: Component<never>;
  readonly icon: LucideIcon;
  readonly label: MessageKey;
  /** Opens it from the sidebar. */
  readonly open: (ways: { readonly navigation: Navigation; readonly opener: Opener }) => void;
  /** Beside the label. */
  readonly count?: (counts: LibraryStatus) => number;
  /** Beside the label instead, and marked: what waits for an answer there. */
  readonly waiting?: (characters: CharacterList) => number;
  /** The sidebar has it only while there is something to count. */
  readonly hiddenAtZero?: true;
  /** What it shows is narrowed to the chosen folder. */
  readonly narrows?: true;
  /** Whether the entry is about this place; absent: about every place of the view. */
  readonly isAt?: (place: Place) => boolean;
}

/** Every view once, in the order of the sidebar. */
export const views = {
  groups: {
    part: 'look',
    component: GroupsView,
    narrows: true,
    icon: Users,
    label: 'groups.title',
    open: ({ navigation }) => navigation.home(),
    count: ({ characters }) => characters,
    isAt: (place) => place.view === 'groups' || (place.view === 'group' && place.character !== null),
  },
  group: {
    part: 'look',
    component: GroupView,
    narrows: true,
    icon: CircleDashed,
    label: 'ungrouped.title',
    open: ({ opener }) => opener.group(null),
    count: ({ ungrouped }) => ungrouped,
    isAt: (place) => place.view === 'group' && place.character === null,
  },
  overview: {
    part: 'look',
    component: OverviewView,
    narrows: true,
    icon: LayoutDashboard,
    label: 'overview.title',
    open: ({ navigation }) => navigation.open({ view: 'overview' }),
  },
  pictures: {
    part: 'look',
    component: PicturesView,
    narrows: true,
    icon: Images,
    label: 'pictures.title',
    open: ({ navigation }) => navigation.open({ view: 'pictures' }),
    count: ({ pictures }) => pictures,
  },
  faceless: {
    part: 'look',
    component: FacelessView,
    narrows: true,
    icon: ImageMinus,
    label: 'faceless.title',
    open: ({ navigation }) => navigation.open({ view: 'faceless' }),
    count: ({ faceless }) => faceless,
  },
  search: {
    part: 'look',
    component: SearchView,
    narrows: true,
    icon: Search,
    label: 'search.title',
    open: ({ opener }) => opener.search(),
  },
  review: {
    part: 'sort',
    component: ReviewView,
    narrows: true,
    icon: CircleQuestionMark,
    label: 'review.title',
    open: ({ navigation }) => navigation.open({ view: 'review' }),
    waiting: ({ suggestions }) => suggestions,
  },
  find: {
    part: 'sort',
    component: FindView,
    narrows: true,
    icon: ScanSearch,
    label: 'find.title',
    open: ({ navigation }) => navigation.open({ view: 'find' }),
  },
  samples: {
    part: 'sort',
    component: SamplesView,
    icon: FolderInput,
    label: 'samples.title',
    open: ({ navigation }) => navigation.open({ view: 'samples' }),
  },
  rename: {
    part: 'files',
    component: RenameView,
    icon: FilePenLine,
    label: 'rename.title',
    open: ({ opener }) => opener.rename(),
  },
  duplicates: {
    part: 'files',
    component: DuplicatesView,
    narrows: true,
    icon: Copy,
    label: 'duplicates.short',
    open: ({ navigation }) => navigation.open({ view: 'duplicates' }),
  },
  skipped: {
    part: 'files',
    component: SkippedView,
    narrows: true,
    icon: Ban,
    label: 'skipped.title',
    open: ({ navigation }) => navigation.open({ view: 'skipped' }),
    count: ({ skipped }) => skipped,
    hiddenAtZero: true,
  },
  history: {
    part: 'done',
    component: HistoryView,
    icon: History,
    label: 'history.title',
    open: ({ navigation }) => navigation.open({ view: 'history' }),
  },
  'not-faces': {
    part: 'done',
    component: NotFacesView,
    icon: ImageOff,
    label: 'notFaces.title',
    open: ({ navigation }) => navigation.open({ view: 'not-faces' }),
  },
} satisfies Record<ViewName, View>;

export const viewNames = Object.keys(views) as readonly ViewName[];
