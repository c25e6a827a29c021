/** Words of the allocate element. */
export const allocate = {} as const;
