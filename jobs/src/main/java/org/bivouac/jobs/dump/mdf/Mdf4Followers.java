package org.bivouac.jobs.dump.mdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bivouac.jobs.dump.mdf.Mdf4Tree.DataGroup;

/** Which sorted groups are read together, because one has the time base of the others (MDF 4.2, remote master). */
final class Mdf4Followers {
    private final Map<Long, Mdf4Group> byPlace = new HashMap<>();
    private final Map<Mdf4Group, DataGroup> owners = new HashMap<>();
    private final Map<Mdf4Group, List<Mdf4Group>> followers = new HashMap<>();
    private final Set<Mdf4Group> following = new HashSet<>();

    /** @param faults takes what is said of groups whose time base is nowhere */
    Mdf4Followers(Mdf4Tree tree, Faults faults) {
        for (DataGroup data : tree.dataGroups()) {
            Mdf4Group only = data.idBytes() == 0 ? only(data) : null;
            if (only != null) {
                byPlace.put(only.at(), only);
                owners.put(only, data);
            }
        }
        for (Mdf4Group group :
                owners.keySet().stream().sorted((a, b) -> a.index() - b.index()).toList()) {
            if (group.master() == 0) {
                continue;
            }
            Mdf4Group master = byPlace.get(group.master());
            if (master == null || master.equals(group) || master.master() != 0) {
                faults.unsupported(
                        group.at(),
                        "group '" + group.name() + "' has its time base in a group that is not sorted, or nowhere",
                        "its rows have no time");
            } else {
                followers.computeIfAbsent(master, key -> new ArrayList<>()).add(group);
                following.add(group);
            }
        }
    }

    /** The one group of a data group without record ids; null if there is none or nobody could tell which. */
    Mdf4Group only(DataGroup data) {
        List<Mdf4Group> some = data.groups().size() == 1
                ? data.groups()
                : data.groups().stream()
                        .filter(group -> group.cycles() != 0 && !group.isVariable())
                        .toList();
        return some.size() == 1 && !some.get(0).isVariable() ? some.get(0) : null;
    }

    /** True if the group is read with another one. */
    boolean isFollower(Mdf4Group group) {
        return following.contains(group);
    }

    /** The group and those that are read with it. */
    List<Mdf4Group> together(Mdf4Group group) {
        List<Mdf4Group> all = new ArrayList<>(List.of(group));
        all.addAll(followers.getOrDefault(group, List.of()));
        return all;
    }

    /** The data group that a group is in. */
    DataGroup owner(Mdf4Group group) {
        return owners.get(group);
    }
}
