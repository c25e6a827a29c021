/**
 * Tokens: everything a host may set, each with its default. Colors follow the page's `color-scheme`
 * through `light-dark()`. Lengths are in `em` of a font size that is at least 14 px, whatever the host
 * sets on its root.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    --_font: var(--aicc-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', 'Noto Sans Arabic', 'Helvetica Neue', Arial, sans-serif);
    --_font-size: var(--aicc-font-size, max(14px, 0.875rem));

    --_surface: var(--aicc-color-surface, light-dark(#ffffff, #16191f));
    --_surface-2: var(--aicc-color-surface-raised, light-dark(#f5f7fa, #1d2129));
    --_surface-3: var(--aicc-color-surface-hover, light-dark(#ecf0f6, #262c36));
    --_selected: var(--aicc-color-selected, light-dark(#e8f0fe, #1d2b47));
    --_text: var(--aicc-color-text, light-dark(#1b212c, #e7eaf0));
    --_text-2: var(--aicc-color-text-muted, light-dark(#566073, #a4aec0));
    --_border: var(--aicc-color-border, light-dark(#dde3ec, #313845));
    /* Borders of controls: a contrast of 3:1 against every surface. */
    --_border-control: var(--aicc-color-border-control, light-dark(#828da0, #717d92));
    --_accent: var(--aicc-color-accent, light-dark(#1554c4, #7fb0ff));
    --_accent-hover: var(--aicc-color-accent-hover, light-dark(#0f429c, #a5c8ff));
    --_on-accent: var(--aicc-color-on-accent, light-dark(#ffffff, #0b1a33));
    --_focus: var(--aicc-color-focus, light-dark(#1554c4, #9cc3ff));
    --_danger: var(--aicc-color-danger, light-dark(#b3231c, #ff9d94));
    --_danger-surface: var(--aicc-color-danger-surface, light-dark(#fdeeec, #3b1d1b));
    --_warning: var(--aicc-color-warning, light-dark(#855200, #f3c065));
    --_warning-surface: var(--aicc-color-warning-surface, light-dark(#fdf4e0, #35290f));
    --_success: var(--aicc-color-success, light-dark(#14683c, #7dd9a5));
    --_success-surface: var(--aicc-color-success-surface, light-dark(#e6f5ec, #12301f));
    --_info: var(--aicc-color-info, light-dark(#1554c4, #8fbaff));
    --_info-surface: var(--aicc-color-info-surface, light-dark(#e8f0fe, #18294a));
    --_violet: var(--aicc-color-violet, light-dark(#6330b8, #c6a8ff));
    --_violet-surface: var(--aicc-color-violet-surface, light-dark(#f1eafc, #2b1f47));
    --_shadow: var(--aicc-shadow, 0 12px 40px light-dark(rgb(16 24 40 / 22%), rgb(0 0 0 / 60%)));
    --_radius: var(--aicc-radius, 0.43em);
    --_control-height: var(--aicc-control-height, 2.3em);

    display: block;
    font: 400 var(--_font-size) / 1.45 var(--_font);
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-align: start;
    white-space: normal;
    color: var(--_text);
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]) {
    display: none;
  }
`;
