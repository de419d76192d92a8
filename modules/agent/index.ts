/** Model to agent: the configuration of the ECS agent, as user data of a container instance. */
export type { AgentConfiguration, OperatingSystem, UserDataRequest } from "./configuration";
export { type ImageRequest, imageParameter } from "./image-parameter";
export { scanUserData } from "./scan/scan";
export { renderUserData } from "./user-data";
