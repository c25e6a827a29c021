/** Words of the process element. */
export const process = {} as const;
