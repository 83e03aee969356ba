package org.bivouac.schemas;

/** What the team wrote down about one car's stage. Each column is described on its component. */
@Table(name = "run_sheets", doc = "What the team wrote down about one car's stage.")
public record RunSheetRow(
        @Column(doc = "The edition.") int year,
        @Column(doc = "The event.") String event,
        @Column(doc = "The stage.") String stage,
        @Column(doc = "The car.") String car,

        @Column(doc = "The class that the car is entered in.")
        String carClass,

        @Column(doc = "The driver.") String driver,

        @Column(unit = "kg", doc = "Car with crew and spares, without fuel.")
        double massKg,

        @Column(unit = "l", doc = "Fuel in the tank at the start.")
        double fuelStartL,

        @Column(unit = "l", doc = "Fuel added on the way.") double fuelAddedL,

        @Column(unit = "l", doc = "Fuel in the tank at the end.")
        double fuelEndL,

        @Column(unit = "kg/m3", doc = "Density of the fuel at 15 degC.")
        double fuelDensityKgPerM3,

        @Column(unit = "MJ/kg", doc = "Lower heating value of the fuel.")
        double fuelLhvMjPerKg,

        @Column(doc = "Free text.") String note) {}
