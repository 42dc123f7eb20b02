import type { Experiment } from "../experiment";
import { commitCut, diskFull, postgresRestarted, postgresStopped } from "./database";
import { clockWrong, webKilled, workerFrozen } from "./processes";
import { redisAbsent, redisAway, redisFlushed, redisWiped } from "./queue";
import { everythingAtRandom } from "./random";
import { soak } from "./soak";
import { rollingRestarts, workerKilled, workerKilledBeforeRecording } from "./workers";

/** Every experiment, in the order of the report. */
export const EXPERIMENTS: readonly Experiment[] = [
  workerKilled,
  workerKilledBeforeRecording,
  webKilled,
  rollingRestarts,
  workerFrozen,
  clockWrong,
  redisFlushed,
  redisAway,
  redisAbsent,
  redisWiped,
  postgresStopped,
  postgresRestarted,
  commitCut,
  diskFull,
  everythingAtRandom,
  soak,
];
