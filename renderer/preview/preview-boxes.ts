import type { CharacterList } from '../characters/character-list.svelte.ts';
import type { Edits } from '../edits/edits.svelte.ts';
import type { Images } from '../images/images.ts';
import type { BoxDrawing } from './box-drawing.svelte.ts';
import type { Picked } from '../characters/character-picker.svelte.ts';
import type { PreviewState } from './preview.svelte.ts';
import { commandOf } from '../commands/commands.ts';

interface Around {
  readonly preview: PreviewState;
  readonly edits: Edits;
  readonly images: Images;
  readonly characters: CharacterList;
}

/** What is done with face boxes in the preview, by button, by pointer and by key. */
export class PreviewBoxes {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  draw(): BoxDrawing | null {
    const { subject, boxing } = this.#around.preview;
    return subject && boxing.draw(subject.picture, subject.pictureSize);
  }

  adjust(): BoxDrawing | null {
    const { subject, boxing } = this.#around.preview;
    if (!subject?.box || subject.face === null) return null;
    return boxing.adjust(subject.picture, subject.pictureSize, { id: subject.face, box: subject.box });
  }

  /** Stores the box, and gives the face to a character where one is picked: one edit, and one undo. */
  async save(to: Picked | null = null): Promise<void> {
    const { preview, edits, images } = this.#around;
    const { boxing, subject } = preview;
    const box = boxing.drawing?.box;
    if (!box || !subject || boxing.saving) return;
    await edits.perform(async () => {
      const drawn = await boxing.save(box, subject.picture, to ? edits.destination(to) : undefined);
      images.versions.noted([drawn.face]);
      preview.showFace(drawn.face);
      return drawn.edited;
    });
  }

  /** A drawn box goes; a face that was detected is marked as none. Undo brings either back. */
  async remove(): Promise<void> {
    const { preview, edits } = this.#around;
    const face = preview.subject?.face ?? null;
    if (face === null) return;
    if (await edits.perform((engine) => engine.removeFace(face))) await preview.leaveFace();
  }

  /** True where the key was about a box. */
  handleKey(event: KeyboardEvent): boolean {
    if (this.#around.preview.boxing.drawing) return this.#handleDrawing(event);
    const id = commandOf(event, ['drawBox', 'adjustBox', 'removeBox']);
    if (id === 'drawBox') this.draw();
    else if (id === 'adjustBox') this.adjust();
    else if (id === 'removeBox') void this.remove();
    return id !== null;
  }

  #handleDrawing(event: KeyboardEvent): boolean {
    const { boxing } = this.#around.preview;
    const { drawing } = boxing;
    if (drawing?.handleArrow(event)) return true;
    // Edits that came before are not undone below a box that is being drawn.
    if (event.ctrlKey || event.metaKey || event.altKey) return commandOf(event, ['undo', 'redo']) !== null;
    // Return and Space on a button press it.
    const onButton = event.target instanceof HTMLButtonElement;
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return false;
    const likely = boxing.likely[Number(event.key) - 1];
    const character = likely && this.#around.characters.byId(likely.character);
    if (event.key === 'Enter') void this.save();
    else if (commandOf(event, ['figureBox'])) boxing.figure = boxing.face === null && !boxing.figure;
    else if (commandOf(event, ['drawBox']) || event.key === ' ') drawing?.start();
    else if (character) void this.save({ character });
    // No other key of the preview works meanwhile: the box would be lost. Escape is the dialog's to hear.
    return event.key !== 'Tab' && event.key !== 'Escape';
  }
}
