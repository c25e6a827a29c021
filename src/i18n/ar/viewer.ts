/** Words of the viewer element. */
export const viewer = {} as const;
