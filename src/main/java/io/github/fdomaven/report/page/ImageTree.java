package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.definition.ImageDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a page, each after its base image.
 *
 * @param nodes the images, and the base images that are not on the page
 */
record ImageTree(List<Node> nodes) {

    /**
     * An image of the tree.
     *
     * @param label the name of the image, or the reference of a base image that is not on the page
     * @param result the result; none for a base image that is not on the page
     * @param parent the index of the base image; -1 if it has none in the tree
     * @param depth the number of base images below it
     */
    record Node(String label, Optional<ImageResult> result, int parent, int depth) {

        /** The id of the image's details in the page. */
        static String id(int index) {
            return "image-" + index;
        }
    }

    ImageTree {
        nodes = List.copyOf(nodes);
    }

    static ImageTree of(List<ImageResult> results) {
        Map<String, ImageResult> byKey = new HashMap<>();
        for (ImageResult result : results) {
            byKey.putIfAbsent(key(result.image()), result);
        }
        Map<String, List<ImageResult>> outside = new LinkedHashMap<>();
        IdentityHashMap<ImageResult, List<ImageResult>> children = new IdentityHashMap<>();
        for (ImageResult result : results) {
            Optional<ImageDefinition> parent = result.image().parent();
            ImageResult base = parent.isPresent() ? byKey.get(key(parent.get())) : null;
            if (base == null) {
                outside.computeIfAbsent(baseText(result.image()), text -> new ArrayList<>())
                        .add(result);
            } else {
                children.computeIfAbsent(base, image -> new ArrayList<>()).add(result);
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<String, List<ImageResult>> base : outside.entrySet()) {
            nodes.add(new Node(base.getKey(), Optional.empty(), -1, 0));
            addAll(nodes, base.getValue(), children);
        }
        return new ImageTree(nodes);
    }

    /** Adds images and all that are built from them below the last node, without recursion: a chain of images can be long. */
    private static void addAll(
            List<Node> nodes, List<ImageResult> images, IdentityHashMap<ImageResult, List<ImageResult>> children) {
        Deque<Waiting> waiting = new ArrayDeque<>();
        push(waiting, images, nodes.size() - 1);
        while (!waiting.isEmpty()) {
            Waiting next = waiting.pop();
            ImageResult result = next.result();
            int depth = nodes.get(next.parent()).depth() + 1;
            nodes.add(new Node(result.name(), Optional.of(result), next.parent(), depth));
            push(waiting, children.getOrDefault(result, List.of()), nodes.size() - 1);
        }
    }

    private record Waiting(ImageResult result, int parent) {}

    private static void push(Deque<Waiting> waiting, List<ImageResult> images, int parent) {
        for (int i = images.size() - 1; i >= 0; i--) {
            waiting.push(new Waiting(images.get(i), parent));
        }
    }

    /** An image of an index belongs to the node of the index. */
    private static String key(ImageDefinition image) {
        return image.index().orElse(image.reference()).toString();
    }

    private static String baseText(ImageDefinition image) {
        return image.parent().isPresent()
                ? image.parent().get().reference().toString()
                : image.recipe().base().text();
    }
}
