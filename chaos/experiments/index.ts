import type { Experiment } from "../experiment";
import { commitCut, diskFull, postgresRestarted, postgresStopped } from "./database";
import { clockWrong, webKilled, workerFrozen } from "./processes";
import { poisonQuarantined } from "./poison";
import { redisAbsent, redisAway, redisFlushed, redisWiped } from "./queue";
import { everythingAtRandom } from "./random";
import { receiverAnswers } from "./receivers";
import { soak } from "./soak";
import { idempotencyTwins } from "./twins";
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
  receiverAnswers,
  poisonQuarantined,
  idempotencyTwins,
  everythingAtRandom,
  soak,
];
