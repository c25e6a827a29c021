/**
 * Where the cells of a row lie, as data: a row is a grid of tracks with two lines. A track holds one
 * column over both lines, or two columns one below the other. Where room is short, more columns share
 * a track. Below the narrowest of these layouts rows are cards (`cards.styles.ts`).
 */
import { unsafeCSS, type CSSResult } from 'lit';

/** One column over both lines, or the columns of the two lines; a line may hold several. */
export interface Track {
  readonly size: string;
  readonly lines: readonly [string | readonly string[], (string | readonly string[])?];
}

export interface ColumnLayout {
  /** Own width of the list from which the layout applies. */
  readonly from: string;
  readonly tracks: readonly Track[];
}

/** From narrow to wide; the order of the tracks is the order on screen. */
const COLUMN_LAYOUTS: readonly ColumnLayout[] = [
  {
    from: '600px',
    tracks: [
      { size: '2em', lines: ['select'] },
      { size: 'minmax(4.5em, 1fr)', lines: ['number', ['channel', 'duration']] },
      { size: '8.6em', lines: ['status'] },
      { size: '4.2em', lines: ['employee', 'account'] },
      { size: '5em', lines: ['waiting'] },
      { size: '7.6em', lines: ['created', 'updated'] },
      { size: '9.6em', lines: ['operation'] },
    ],
  },
  {
    from: '66em',
    tracks: [
      { size: '2.2em', lines: ['select'] },
      { size: 'minmax(11em, 1fr)', lines: ['number'] },
      { size: '5em', lines: ['channel', 'duration'] },
      { size: '10em', lines: ['status'] },
      { size: '7.8em', lines: ['employee', 'account'] },
      { size: '6.6em', lines: ['waiting'] },
      { size: '8em', lines: ['created', 'updated'] },
      { size: '10em', lines: ['operation'] },
    ],
  },
  {
    from: '80em',
    tracks: [
      { size: '2.2em', lines: ['select'] },
      { size: 'minmax(14em, 1fr)', lines: ['number'] },
      { size: '3.9em', lines: ['channel'] },
      { size: '9.8em', lines: ['status'] },
      { size: '8.5em', lines: ['employee', 'account'] },
      { size: '6.6em', lines: ['waiting'] },
      { size: '7.4em', lines: ['created'] },
      { size: '7.4em', lines: ['updated'] },
      { size: '4.8em', lines: ['duration'] },
      { size: '9.6em', lines: ['operation'] },
    ],
  },
  {
    from: '100em',
    tracks: [
      { size: '2.6em', lines: ['select'] },
      { size: 'minmax(18em, 1fr)', lines: ['number'] },
      { size: '5em', lines: ['channel'] },
      { size: '14em', lines: ['status'] },
      { size: '9em', lines: ['employee', 'account'] },
      { size: '8em', lines: ['waiting'] },
      { size: '9em', lines: ['created'] },
      { size: '9em', lines: ['updated'] },
      { size: '5em', lines: ['duration'] },
      { size: '11em', lines: ['operation'] },
    ],
  },
];

/** The layouts for `columns`, as a style sheet: a style attribute would need an exception to a strict CSP. */
export function columnStyles(
  columns: readonly { readonly id: string; readonly width?: string }[],
): CSSResult {
  const rules = COLUMN_LAYOUTS.map(({ from, tracks }, at) => {
    const next = COLUMN_LAYOUTS[at + 1];
    const to = next ? ` and (width < ${next.from})` : '';
    return `@container list (width >= ${from})${to} { .row { ${gridOf(columns, tracks)} } }`;
  });
  const areas = columns.map(({ id }) => `.row > .${id} { grid-area: ${id} }`);
  return unsafeCSS([...areas, ...rules].join('\n'));
}

/** The tracks that hold one of `columns`; columns without a track get one of their own, before the last. */
function gridOf(
  columns: readonly { readonly id: string; readonly width?: string }[],
  tracks: readonly Track[],
): string {
  const ids = new Set(columns.map(({ id }) => id));
  const placed = new Set(tracks.flatMap(({ lines }) => lines.flatMap((line) => line ?? [])));
  const own = columns
    .filter(({ id }) => !placed.has(id))
    .map(({ id, width = '8em' }): Track => ({ size: width, lines: [id] }));
  const last = tracks.slice(-1);
  const shown = [...tracks.slice(0, -1), ...own, ...last].flatMap(({ size, lines }) => {
    const [first = [], second = []] = lines.map((line) =>
      [line ?? []].flat().filter((id) => ids.has(id)),
    );
    const one = first.length > 0 ? first : second;
    const two = second.length > 0 ? second : first;
    return one.length === 0 ? [] : [{ size, one, two }];
  });
  const line = (of: 'one' | 'two'): string =>
    shown
      .map((track) => widened(track[of], Math.max(track.one.length, track.two.length)))
      .join(' ');
  const sizes = shown.map(({ size, one, two }) =>
    one.length > 1 || two.length > 1 ? `auto ${size}` : size,
  );
  return `grid-template: "${line('one')}" 1lh "${line('two')}" 1lh / ${sizes.join(' ')}`;
}

/** A single column reaches over all that the other line of its track holds. */
function widened(ids: readonly string[], count: number): string {
  return Array.from({ length: count }, (_, at) => ids[at] ?? ids.at(-1)).join(' ');
}
