/** `aicc-messages/testing`: run the adapter contract on your own adapter, and yours against bad ones. */
export {
  conformanceChecks,
  describeConformance,
  runCheck,
  runConformance,
  type CheckResult,
  type ConformanceCheck,
  type ConformanceOptions,
  type ConformanceReport,
  type MakeAdapter,
} from './conformance.js';
export { CheckContext, type Fixtures } from './check-context.js';
export { badAdapters, type BadAdapter } from './bad-adapters.js';
