/** Buttons, fields, badges, notices: the shared styles of native controls. */
import { css } from 'lit';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .icon {
    inline-size: 1.3em;
    block-size: 1.3em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }

  [data-icon='play'],
  [data-icon='pause'] {
    fill: currentColor;
    stroke: none;
  }

  [dir='rtl'] :is([data-icon='previous'], [data-icon='next']) {
    transform: scaleX(-1);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .muted {
    color: var(--_text-2);
  }

  .tabular {
    font-variant-numeric: tabular-nums;
  }

  h1,
  h2,
  h3,
  p {
    margin: 0;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

export const controls = css`
  button {
    appearance: none;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
    cursor: pointer;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-block-size: var(--_control-height);
    padding-inline: 1em;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 500;
    white-space: nowrap;
  }
  .button:hover {
    background: var(--_surface-3);
  }
  .button.primary {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:not([aria-disabled='true']):hover {
    background: var(--_accent-hover);
    border-color: var(--_accent-hover);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
  }
  .button.icon-only {
    padding: 0;
    inline-size: var(--_control-height);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    color: var(--_text-2);
    background: var(--_surface-2);
    border-color: var(--_border);
    cursor: not-allowed;
  }
  .button.quiet[aria-disabled='true'] {
    background: none;
    border-color: transparent;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    min-block-size: 1.9em;
    padding-inline: 0.35em;
    border-radius: calc(var(--_radius) * 0.7);
    color: var(--_accent);
    font-weight: 500;
    white-space: nowrap;
  }
  .link:hover {
    background: var(--_surface-3);
    color: var(--_accent-hover);
  }
  .link[aria-disabled='true'] {
    color: var(--_text-2);
    font-weight: 400;
    cursor: not-allowed;
    background: none;
  }

  .field {
    display: flex;
    flex-direction: column;
    gap: 0.3em;
    min-inline-size: 0;
  }
  .label,
  legend {
    font-weight: 500;
    font-size: 0.93em;
    color: var(--_text-2);
    padding: 0;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }

  input:not([type='radio'], [type='checkbox'], [type='range']),
  select,
  textarea {
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    min-block-size: var(--_control-height);
    padding: 0.25em 0.65em;
    margin: 0;
    min-inline-size: 0;
    inline-size: 100%;
  }
  input[type='radio'],
  input[type='checkbox'] {
    accent-color: var(--_accent);
    inline-size: 1.15em;
    block-size: 1.15em;
    margin: 0;
    flex: none;
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    padding: 0.1em 0.65em;
    border-radius: 1em;
    border: 1px solid transparent;
    font-size: 0.93em;
    font-weight: 500;
    white-space: nowrap;
    background: var(--_surface-3);
    color: var(--_text-2);
  }
  .badge::before {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: currentColor;
    flex: none;
  }
  .badge[data-tone='warning'] {
    background: var(--_warning-surface);
    color: var(--_warning);
  }
  .badge[data-tone='info'] {
    background: var(--_info-surface);
    color: var(--_info);
  }
  .badge[data-tone='violet'] {
    background: var(--_violet-surface);
    color: var(--_violet);
  }
  .badge[data-tone='success'] {
    background: var(--_success-surface);
    color: var(--_success);
  }
  .badge[data-tone='danger'] {
    background: var(--_danger-surface);
    color: var(--_danger);
  }

  .notice {
    display: flex;
    align-items: flex-start;
    gap: 0.6em;
    padding: 0.65em 0.85em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .notice .icon {
    margin-block-start: 0.08em;
  }
  .notice .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .notice[data-tone='danger'] {
    background: var(--_danger-surface);
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .skeleton {
    display: block;
    block-size: 0.9em;
    border-radius: 0.3em;
    background: var(--_surface-3);
    animation: aicc-pulse 1.4s ease-in-out infinite alternate;
  }
  @keyframes aicc-pulse {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.45;
    }
  }

  @media (forced-colors: active) {
    .button,
    .badge,
    .notice {
      border: 1px solid ButtonBorder;
    }
    .badge::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .button:disabled,
    .button[aria-disabled='true'],
    .link[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
      background: Canvas;
    }
    .skeleton {
      background: GrayText;
    }
    .button.primary {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  .button.danger:not(:where(:disabled, [aria-disabled='true'])) {
    color: var(--_danger);
    border-color: var(--_danger);
  }
  textarea {
    padding-block: 0.5em;
    line-height: 1.5;
    resize: vertical;
  }
  ::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger) !important;
    box-shadow: 0 0 0 1px var(--_danger);
  }
  .field-error {
    display: flex;
    gap: 0.35em;
    color: var(--_danger);
    font-size: 0.93em;
  }
  .notice[data-tone='warning'] {
    background: var(--_warning-surface);
    border-color: var(--_warning);
    color: var(--_warning);
  }
  .notice[data-tone='success'] {
    background: var(--_success-surface);
    border-color: var(--_success);
    color: var(--_success);
  }
  .notice[data-tone='info'] {
    background: var(--_info-surface);
    border-color: var(--_info);
    color: var(--_info);
  }
`;
