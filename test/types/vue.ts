import type { AiccComponents } from 'aicc-messages/types/vue';

declare module 'vue' {
  interface GlobalComponents extends AiccComponents {}
}
