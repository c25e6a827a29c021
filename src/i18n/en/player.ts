/** Words of the player element. */
export const player = {} as const;
