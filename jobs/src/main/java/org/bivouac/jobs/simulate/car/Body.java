package org.bivouac.jobs.simulate.car;

import java.util.Arrays;
import org.bivouac.jobs.simulate.ground.Profile;

/**
 * The car seen from the side and from behind: body with heave, pitch and roll on four springs with dampers and stops, four
 * wheels on tyres that can push and not pull. Whether the car flies is not asked anywhere: when no tyre touches, nothing but
 * gravity acts on the whole of it.
 *
 * <p>Steps of a millisecond, speeds first, then positions with the new speeds (semi-implicit Euler): for a body in free fall
 * that is exact in speed and g·dt·T/2 (5 mm in a second) in height. Corners: front left, front right, rear left, rear right.
 * Heights are in m above the start, up positive; travel is 0 at full droop.
 */
final class Body {
    static final String[] CORNERS = {"fl", "fr", "rl", "rr"};
    static final double STEP = 0.001;
    static final double GRAVITY = 9.80665;

    private static final double DROOP_RATE = 260_000;
    private static final double DROOP_DAMPING = 4000;

    /** Of each corner: travel, m. */
    final double[] travel = new double[4];

    /** Of each corner: wheel acceleration, m/s². */
    final double[] hubAcceleration = new double[4];

    /** Of each corner: body acceleration above the wheel, m/s². */
    final double[] cornerAcceleration = new double[4];

    /** Of each corner: force between tyre and ground, N. */
    final double[] load = new double[4];

    /** Of each corner: share of its damping that is left. */
    final double[] damping = {1, 1, 1, 1};

    /** Of each corner: energy that its damper has turned into heat since it was last asked, J. */
    final double[] heatJoule = new double[4];

    double acceleration;
    double pitchRate;
    double rollRate;

    private final double[] along = new double[4];
    private final double[] side = new double[4];
    private final double[] spring = new double[4];
    private final double[] staticLoad = new double[4];
    private final double[] wheel = new double[4];
    private final double[] wheelSpeed = new double[4];
    private final double[] force = new double[4];
    private final double[] ground = new double[4];
    private final double[] groundBefore = new double[4];
    private final double wheelMass;
    private final double tyreRate;
    private final double tyreDamping;
    private final double rollBar;
    private final double compression;
    private final double rebound;
    private final double blowOff;
    private final double blowOffShare;
    private final double fullTravel;
    private final double staticTravel;
    private final double stopFrom;
    private final double stopRate;
    private final double pitchInertia;
    private final double rollInertia;
    private final double gravityHeight;
    private double sprung;
    private double height;
    private double heave;
    private double pitch;
    private double roll;
    private boolean stands;

    Body(Parameters car, double fullMassKg) {
        double front = car.of("front_axle_m");
        double rear = car.of("wheelbase_m") - front;
        wheelMass = car.of("wheel_mass_kg");
        double sprungFull = fullMassKg - 4 * wheelMass;
        for (int i = 0; i < 4; i++) {
            along[i] = i < 2 ? front : -rear;
            side[i] = (i % 2 == 0 ? 0.5 : -0.5) * car.of("track_m");
            spring[i] = car.of(i < 2 ? "spring_front_n_per_m" : "spring_rear_n_per_m");
            staticLoad[i] = 0.5 * sprungFull * GRAVITY * (i < 2 ? rear : front) / (front + rear);
        }
        tyreRate = car.of("tyre_rate_n_per_m");
        tyreDamping = car.of("tyre_damping_n_s_per_m");
        rollBar = car.of("roll_bar_n_per_m");
        compression = car.of("compression_n_s_per_m");
        rebound = car.of("rebound_n_s_per_m");
        blowOff = car.of("blow_off_m_per_s");
        blowOffShare = car.of("blow_off_share");
        fullTravel = car.of("travel_m");
        staticTravel = car.of("static_travel_m");
        stopFrom = fullTravel - car.of("bump_stop_m");
        stopRate = car.of("bump_stop_n_per_m");
        pitchInertia = car.of("pitch_inertia_kg_m2");
        rollInertia = car.of("roll_inertia_kg_m2");
        gravityHeight = car.of("gravity_height_m");
        sprung = sprungFull;
        for (int i = 0; i < 4; i++) {
            travel[i] = staticTravel;
            wheel[i] = -(staticLoad[i] + wheelMass * GRAVITY) / tyreRate;
        }
        height = (wheel[0] * rear + wheel[2] * front) / (front + rear);
        pitch = (wheel[0] - wheel[2]) / (front + rear);
    }

    /** Puts the car at rest on the ground at a place. */
    void place(Profile profile, double centreMetre) {
        touch(profile, centreMetre);
        double[] lift = ground.clone();
        double wheelbase = along[0] - along[2];
        double front = (lift[0] + lift[1]) / 2;
        double rear = (lift[2] + lift[3]) / 2;
        height += (front * -along[2] + rear * along[0]) / wheelbase;
        pitch += (front - rear) / wheelbase;
        for (int i = 0; i < 4; i++) {
            wheel[i] += lift[i];
            groundBefore[i] = ground[i];
        }
    }

    private void touch(Profile profile, double centreMetre) {
        double frontAt = centreMetre + along[0];
        double rearAt = centreMetre + along[2];
        ground[0] = profile.left(frontAt);
        ground[1] = profile.right(frontAt);
        ground[2] = profile.left(rearAt);
        ground[3] = profile.right(rearAt);
    }

    /** Sets what the car weighs now. */
    void mass(double massKg) {
        sprung = massKg - 4 * wheelMass;
    }

    /** Whether no tyre touches the ground. */
    boolean flies() {
        return load[0] + load[1] + load[2] + load[3] == 0;
    }

    /** Depth in the rubber of the deepest corner's stop, m; 0 when none is touched. */
    double stopDepth(int corner) {
        return Math.max(0, travel[corner] - stopFrom);
    }

    /** Height of the centre of gravity of everything, m; 0 at rest at the start but for the springs. */
    double gravityCentre() {
        double wheels = wheel[0] + wheel[1] + wheel[2] + wheel[3];
        return (sprung * height + wheelMass * wheels) / (sprung + 4 * wheelMass);
    }

    /** Speed upwards of the centre of gravity of everything, m/s. */
    double gravityCentreSpeed() {
        double wheels = wheelSpeed[0] + wheelSpeed[1] + wheelSpeed[2] + wheelSpeed[3];
        return (sprung * heave + wheelMass * wheels) / (sprung + 4 * wheelMass);
    }

    /** Whether nothing moves any more, so a standing car need not be stepped. */
    boolean atRest() {
        return stands;
    }

    /**
     * Moves on by a millisecond.
     *
     * @param centreMetre where the centre of gravity is on the way
     * @param longitudinal acceleration along, m/s²: lifts the nose
     * @param lateral acceleration across, m/s², left positive: leans the body to the right
     */
    void step(Profile profile, double centreMetre, double longitudinal, double lateral) {
        touch(profile, centreMetre);
        double total = 0;
        double nose = 0;
        double lean = 0;
        double barFront = rollBar * (travel[0] - travel[1]);
        double barRear = rollBar * (travel[2] - travel[3]);
        for (int i = 0; i < 4; i++) {
            double squeeze = wheelSpeed[i] - (heave + along[i] * pitchRate + side[i] * rollRate);
            double damper = damper(squeeze) * damping[i];
            heatJoule[i] += damper * squeeze * STEP;
            double up = staticLoad[i] + spring[i] * (travel[i] - staticTravel) + damper;
            if (travel[i] > stopFrom) {
                double depth = travel[i] - stopFrom;
                up += stopRate * depth * (1 + 900 * depth * depth) + (squeeze > 0 ? 3000 * squeeze : 0);
            } else if (travel[i] < 0) {
                up += DROOP_RATE * travel[i] + DROOP_DAMPING * squeeze;
            }
            double bar = i < 2 ? barFront : barRear;
            up += (i % 2 == 0) ? bar : -bar;
            force[i] = up;
            total += up;
            nose += along[i] * up;
            lean += side[i] * up;
            double sink = ground[i] - wheel[i];
            double touch = tyreRate * sink + tyreDamping * ((ground[i] - groundBefore[i]) / STEP - wheelSpeed[i]);
            load[i] = sink > 0 ? Math.max(0, touch) : 0;
            groundBefore[i] = ground[i];
        }
        boolean grounded = !flies();
        acceleration = total / sprung - GRAVITY;
        double pitchAcceleration = (nose + (grounded ? sprung * longitudinal * gravityHeight : 0)) / pitchInertia;
        double rollAcceleration = (lean + (grounded ? sprung * lateral * gravityHeight : 0)) / rollInertia;
        heave += acceleration * STEP;
        pitchRate += pitchAcceleration * STEP;
        rollRate += rollAcceleration * STEP;
        height += heave * STEP;
        pitch += pitchRate * STEP;
        roll += rollRate * STEP;
        for (int i = 0; i < 4; i++) {
            hubAcceleration[i] = (load[i] - force[i]) / wheelMass - GRAVITY;
            wheelSpeed[i] += hubAcceleration[i] * STEP;
            wheel[i] += wheelSpeed[i] * STEP;
            cornerAcceleration[i] = acceleration + along[i] * pitchAcceleration + side[i] * rollAcceleration;
            travel[i] = staticTravel + wheel[i] - (height + along[i] * pitch + side[i] * roll);
        }
        stands = false;
    }

    /** Says that a standing car has come to rest once its speeds have died away, and stops them. */
    void settle() {
        double motion = Math.abs(heave) + Math.abs(pitchRate) + Math.abs(rollRate);
        for (int i = 0; i < 4; i++) {
            motion += Math.abs(wheelSpeed[i]);
        }
        if (motion < 2e-4) {
            stands = true;
            heave = pitchRate = rollRate = acceleration = 0;
            Arrays.fill(wheelSpeed, 0);
            Arrays.fill(hubAcceleration, 0);
            Arrays.fill(cornerAcceleration, 0);
        }
    }

    /** Force of a healthy damper, N; positive when it is squeezed. */
    private double damper(double squeeze) {
        double rate = squeeze > 0 ? compression : rebound;
        double amount = Math.abs(squeeze);
        double felt = amount <= blowOff ? amount : blowOff + blowOffShare * (amount - blowOff);
        return squeeze > 0 ? rate * felt : -rate * felt;
    }
}
