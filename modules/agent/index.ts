/** Model to agent: the configuration of the ECS agent, as user data of a container instance. */
export type { AgentConfiguration, UserDataRequest } from "./configuration";
export type { ImageRequest } from "./os/system-definition";
export { systems } from "./os/systems";
export { scanUserData } from "./scan/scan";
export { renderUserData } from "./user-data";
