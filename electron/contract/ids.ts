declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

export type FolderId = Id<'folder'>;
/** A picture is content: copies of one file are one picture, and a moved file stays the same picture. */
export type PictureId = Id<'picture'>;
export type FaceId = Id<'face'>;
export type CharacterId = Id<'character'>;
export type SampleId = Id<'sample'>;
