/**
 * Writes `text` at the caret as typing would: what is selected stays, a word before it is kept apart, the
 * field tells `input`, and the browser's own undo takes it back in one step.
 */
export function insertAtCaret(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  const at = field.selectionEnd;
  field.setSelectionRange(at, at);
  const before = field.value;
  const isGlued = /\S/.test(before.charAt(at - 1));
  const written = isGlued ? ` ${text}` : text;
  // The one way into the undo of a field; nothing has taken its place. It acts on the focused field alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  field.ownerDocument.execCommand('insertText', false, written);
  if (field.value !== before) return;
  field.setRangeText(written, at, at, 'end');
  field.dispatchEvent(
    new InputEvent('input', {
      bubbles: true,
      composed: true,
      inputType: 'insertText',
      data: written,
    }),
  );
}
