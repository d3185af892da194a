/** How far an artist can move the linkage that groups are made by, in cosine, either way. */
export const mostOffset = 0.15;
