package io.caretaker.service.wiring;

import io.caretaker.ingest.library.DeviceLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The shipped device models. Read when somebody first asks for them. */
@ApplicationScoped
class LibraryWiring {
    @Produces
    @Singleton
    DeviceLibrary library() {
        return DeviceLibrary.shipped();
    }
}
