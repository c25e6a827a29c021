/** Backend, adapter, seed data, scenarios and simulated phone; works without MSW. */
export * from './backend/index.js';
export { ManualClock, systemClock, type Clock } from './clock.js';
export { createMemoryAdapter, type MemoryAdapterOptions } from './memory-adapter.js';
export { createSeed, type SeedOptions } from './data/seed.js';
export { createLargeSource } from './data/large.js';
export { recordedMessages, type RecordedMessage } from './data/recordings.js';
export {
  createScenario,
  isScenarioName,
  scenarioNames,
  type Scenario,
  type ScenarioName,
  type ScenarioOptions,
} from './scenarios.js';
export { SimulatedPhone, type SimulatedPhoneOptions } from './phone.js';
