/**
 * The pages that people work with: server-rendered Qute, kept live by server-sent events, usable without JavaScript.
 *
 * <p>Every page is made from in-memory topology, one bounded query of incidents and the few series it shows. The
 * interfaces of this package are what the application around it has to provide.
 */
package io.caretaker.dashboards.console;
