/** `aicc-messages/testing`: runs the adapter contract on your adapter, and has bad adapters for your own tests. */
export {
  conformanceChecks,
  describeConformance,
  runCheck,
  runConformance,
  type CheckResult,
  type ConformanceOptions,
  type ConformanceReport,
} from './conformance.js';
export {
  CheckContext,
  type ConformanceCheck,
  type Fixtures,
  type MakeAdapter,
} from './check-context.js';
export { badAdapters, type BadAdapter } from './bad-adapters.js';
