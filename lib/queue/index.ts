export type { MaintenanceData, MaintenanceJob, MaintenanceProcessors } from "./catalogue";
export { checkRedis, RedisAway } from "./check";
export { type DoorbellConfig, startDoorbell } from "./consumer";
export { type MaintenanceConfig, startMaintenance } from "./maintenance";
export { createRinger, type Ringer } from "./producer";
