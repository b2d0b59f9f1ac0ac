package org.pacsscp.it;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What others can see of a jar: one line a type, and one line a member of it. */
final class ExportedApi {
    private static final String CLASS_FILE = ".class";
    private static final Set<String> EVERY_OBJECT_HAS = Set.of("equals", "hashCode", "toString");

    private ExportedApi() {}

    /** Lists the public types of the packages that a jar exports to everybody. */
    static String of(Path path, ClassLoader loader) throws IOException, ClassNotFoundException {
        ModuleDescriptor module =
                ModuleFinder.of(path).findAll().iterator().next().descriptor();
        Set<String> packages = module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        StringBuilder listing = new StringBuilder("module " + module.name() + "\n");
        for (String name : classes(path)) {
            int dot = name.lastIndexOf('.');
            if (dot >= 0 && packages.contains(name.substring(0, dot))) {
                Class<?> type = Class.forName(name, false, loader);
                if (isVisible(type)) {
                    listing.append('\n').append(text(type));
                }
            }
        }
        return listing.toString();
    }

    private static List<String> classes(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS_FILE) && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.length() - CLASS_FILE.length())
                            .replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isVisible(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnonymousClass() || at.isLocalClass() || !isVisible(at.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String text(Class<?> type) {
        Stream<String> members = Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                                .map(ExportedApi::field),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(ExportedApi::isListed)
                                .map(Constructor::toGenericString),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(ExportedApi::isListed)
                                .filter(method -> !isOfEveryObject(method))
                                .map(Method::toGenericString))
                .flatMap(lines -> lines)
                .map(line -> line.replace(type.getName() + "(", type.getSimpleName() + "(")
                        .replace(type.getName() + ".", ""))
                .map(ExportedApi::shortened)
                .sorted();
        return shortened(declaration(type) + parents(type)) + "\n"
                + members.map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    /** Later JDKs say themselves that a type is sealed, and JDK 17 does not; whether it is belongs to the API. */
    private static String declaration(Class<?> type) {
        String declaration = type.toGenericString();
        return type.isSealed() && !declaration.contains(" sealed ")
                ? declaration.replaceFirst("(class|interface) ", "sealed $1 ")
                : declaration;
    }

    private static boolean isListed(Executable member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isOfEveryObject(Method method) {
        return EVERY_OBJECT_HAS.contains(method.getName()) && !Modifier.isStatic(method.getModifiers());
    }

    /** A constant's value is compiled into those who use it, and so belongs to the API. */
    private static String field(Field field) {
        int modifiers = field.getModifiers();
        boolean constant = Modifier.isStatic(modifiers)
                && Modifier.isFinal(modifiers)
                && (field.getType().isPrimitive() || field.getType() == String.class);
        if (!constant) {
            return field.toGenericString();
        }
        try {
            return field.toGenericString() + " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }

    private static String parents(Class<?> type) {
        Type superclass = type.getGenericSuperclass();
        String above = superclass == null || superclass == Object.class || type.isEnum() || type.isRecord()
                ? ""
                : " extends " + superclass.getTypeName();
        String interfaces = Arrays.stream(type.getGenericInterfaces())
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        return above + (interfaces.isEmpty() ? "" : (type.isInterface() ? " extends " : " implements ") + interfaces);
    }

    private static String shortened(String line) {
        return line.replace("java.lang.", "").replace("java.util.", "");
    }
}
