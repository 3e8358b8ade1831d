using System.Runtime.InteropServices;

namespace ModelSync.Cli.Lint;

/// <summary>A place in a file; lines and columns count from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct YamlPlace(int Line, int Column);
