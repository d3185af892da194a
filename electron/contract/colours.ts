/** Labels that an artist can give to groups. */
export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type Colour = (typeof colours)[number];
