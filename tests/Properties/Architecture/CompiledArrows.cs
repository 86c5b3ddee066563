using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PurifyProofs.Properties.Architecture;

/// <summary>One type that uses another, both outermost types of this house, named without <see cref="House.Root"/>.</summary>
/// <param name="From">The type that uses.</param>
/// <param name="To">The type that is used.</param>
internal readonly record struct Arrow(string From, string To)
{
    /// <summary>The arrow in words.</summary>
    public override string ToString() => $"{From} -> {To}";
}

/// <summary>
/// Reads from compiled assemblies which type uses which: bases, interfaces, signatures, constraints, attributes, and every
/// instruction. Constants and names in <c>nameof</c> leave no trace in an assembly, so they are no arrows.
/// </summary>
internal static class CompiledArrows
{
    /// <summary>All arrows between outermost types.</summary>
    public static IReadOnlySet<Arrow> Between(IEnumerable<string> assemblies)
    {
        var arrows = new HashSet<Arrow>();
        foreach (string path in assemblies)
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
            foreach (TypeDefinition type in assembly.MainModule.Types.Where(static type => IsOurs(type)))
            {
                arrows.UnionWith(Used(type).SelectMany(Outermost).Where(used => used != NameOf(type)).Select(used => new Arrow(NameOf(type), used)));
            }
        }

        return arrows;
    }

    private static bool IsOurs(TypeReference type) => type.Namespace == House.Root || type.Namespace.StartsWith(House.Root + ".", StringComparison.Ordinal);

    private static string NameOf(TypeReference type) => type.FullName[(House.Root.Length + 1)..];

    private static IEnumerable<string> Outermost(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                break;
            case GenericInstanceType instance:
                foreach (string name in instance.GenericArguments.Append(instance.ElementType).SelectMany(Outermost))
                {
                    yield return name;
                }

                break;
            case FunctionPointerType pointer:
                foreach (string name in pointer.Parameters.Select(static parameter => parameter.ParameterType).Append(pointer.ReturnType).SelectMany(Outermost))
                {
                    yield return name;
                }

                break;
            case TypeSpecification wrapped:
                foreach (string name in Outermost(wrapped.ElementType))
                {
                    yield return name;
                }

                break;
            default:
                while (type.DeclaringType is { } outer)
                {
                    type = outer;
                }

                if (IsOurs(type))
                {
                    yield return NameOf(type);
                }

                break;
        }
    }

    private static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(static one => one.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
        .. type.Fields.SelectMany(static field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(static property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.Select(static one => one.EventType),
        .. type.Methods.SelectMany(OfMethod),
        .. type.NestedTypes.SelectMany(Used),
    ];

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(static parameter => parameter.Constraints.Select(static constraint => constraint.ConstraintType));

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(static attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(static parameter => parameter.ParameterType),
        .. Constraints(method),
        .. Attributes(method),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(static variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(static handler => handler.CatchType),
        .. body.Instructions.SelectMany(OfInstruction),
    ];

    private static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
        MethodReference method => [method.DeclaringType],
        _ => [],
    };
}
