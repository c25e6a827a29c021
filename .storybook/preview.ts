import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { renderStage, speakAsChosen, type StageLook } from '../stories/support/look.js';
import './preview.css';

// `npm run analyze` makes this file. Without the file the list is empty, so no story depends on it.
const [manifest] = Object.values(
  import.meta.glob<object>('../custom-elements.json', { eager: true, import: 'default' }),
);
if (manifest) setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
    viewport: {
      options: {
        narrow: { name: '320 px', styles: { width: '320px', height: '720px' } },
        tablet: { name: '768 px', styles: { width: '768px', height: '1024px' } },
      },
    },
    // One frame per story: play functions run in it, and a modal dialog covers only its own story.
    docs: { story: { inline: false, height: '560px' } },
    options: {
      storySort: {
        order: [
          'Flow',
          'Elements',
          [
            'Message list',
            'Allocate dialog',
            'Process dialog',
            'Voice player',
            'Message viewer',
            'Download dialog',
          ],
        ],
      },
    },
  },
  argTypes: {
    // Objects with methods: a form cannot edit them.
    adapter: { control: false },
    callControl: { control: false },
  },
  globalTypes: {
    locale: {
      description: 'Language around the story',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'zh-CN', title: '简体中文' },
          { value: 'ar', title: 'العربية' },
        ],
      },
    },
    theme: {
      description: 'Light or dark',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Direction around the story',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'auto', title: 'Direction of the language' },
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  initialGlobals: { locale: 'en', theme: 'light', direction: 'auto' },
  decorators: [
    (story, { globals, storyGlobals, parameters }) =>
      renderStage(
        story(),
        globals,
        storyGlobals as Record<string, unknown>,
        parameters['stage'] as StageLook | undefined,
      ),
  ],
  afterEach: ({ canvasElement, globals }) => speakAsChosen(canvasElement, globals),
};

export default preview;
