package org.bivouac.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {
    /** NIST SP 811 (2008), appendix B.8 and B.9: conversion factors, to the digits printed there. */
    @ParameterizedTest
    @CsvSource({
        "32, F, degC, 0, 1e-12",
        "212, degF, degC, 100, 1e-12",
        "0, degC, K, 273.15, 0",
        "1, psi, kPa, 6.894757, 5e-7",
        "1, mph, m/s, 0.44704, 0",
        "1, mi, km, 1.609344, 0",
        "36, km/h, m/s, 10, 1e-15",
        "180, deg, rad, 3.141592653589793, 1e-15",
        "1, bar, kPa, 100, 0",
        "1, rpm, rad/s, 0.1047198, 5e-8",
        "1, kWh, J, 3600000, 0",
    })
    void conversionsAreThoseOfTheTables(double value, String from, String to, double expected, double tolerance) {
        assertThat(Unit.of(from).orElseThrow().to(Unit.of(to).orElseThrow()).apply(value))
                .isCloseTo(expected, within(tolerance));
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void goingThereAndBackChangesNothingBeyondRounding(Unit from) {
        for (Unit to : Unit.values()) {
            if (to.quantity() == from.quantity()) {
                double there = from.to(to).apply(123.456);
                assertThat(to.to(from).apply(there)).isCloseTo(123.456, within(1e-9));
            }
        }
    }

    @Test
    void aUnitOfAnotherQuantityIsRefusedByName() {
        assertThatThrownBy(() -> Unit.BAR.to(Unit.DEGREE_CELSIUS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot convert bar (PRESSURE) to degC (TEMPERATURE)");
    }

    @Test
    void theSpellingsOfLoggersAreKnownInTheirOwnCaseFirst() {
        assertThat(Unit.of("kmh")).contains(Unit.KILOMETRE_PER_HOUR);
        assertThat(Unit.of(" RPM ")).contains(Unit.REVOLUTION_PER_MINUTE);
        assertThat(Unit.of("mV")).contains(Unit.MILLIVOLT);
        assertThat(Unit.of("furlong")).isEmpty();
    }
}
