/** What there is: estates, profiles, assets, devices and the credentials of devices. */
package io.caretaker.ingest.registry;
