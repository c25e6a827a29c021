/** Words of the download element. */
export const download = {} as const;
