namespace ModelSync.TestOperator;

/// <summary>How a parent tells what is wanted, and how its child and its grave are found.</summary>
public static class Conventions
{
    public const string FieldManager = "modelsync-test";
    public const string Finalizer = "test.modelsync.io/cleanup";

    /// <summary>The label that tells parents and children from other ConfigMaps.</summary>
    public const string Role = "test.modelsync.io/role";
    public const string Parent = "parent";
    public const string Child = "child";

    /// <summary>An annotation of a parent: while it is there, the cleanup does not end.</summary>
    public const string Hold = "test.modelsync.io/hold";

    // In a parent's data, copied to its child.
    public const string Value = "value";

    // In a child's and a grave's data: who wrote it, in which term.
    public const string Epoch = "epoch";
    public const string Identity = "identity";

    public static string ChildOf(string parent) => $"{parent}-child";

    /// <summary>What stays of a parent that was cleaned up.</summary>
    public static string GraveOf(string parent) => $"{parent}-grave";
}
