using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelSync.Testing;

/// <summary>Runs a script as Argo CD does: Lua 5.1, the object as `obj`, without the libraries for strings, files and mathematics.</summary>
public static class LuaScript
{
    // What the script gives back is told as JSON by what it itself may not use.
    private const string Before =
        """
        local write, format, gsub, kind, each, text = io.write, string.format, string.gsub, type, pairs, tostring
        local function tell(value)
          if kind(value) == "table" then
            if value[1] ~= nil then
              write("[")
              for i, part in ipairs(value) do write(i > 1 and "," or ""); tell(part) end
              write("]")
            else
              write("{")
              local first = true
              for name, part in each(value) do write(first and "" or ",", '"', name, '":'); first = false; tell(part) end
              write("}")
            end
          elseif kind(value) == "string" then
            write('"', (gsub(gsub(value, '[\\"]', "\\%0"), "\n", "\\n")), '"')
          else
            write(text(value))
          end
        end
        os = {time = os.time, date = os.date}
        string, io, debug, math, loadfile, dofile = nil, nil, nil, nil, nil, nil
        getmetatable("").__index = nil
        local function script(obj)

        """;

    /// <summary>What the script in a file makes of an object.</summary>
    /// <exception cref="InvalidOperationException">The script failed, and the message is what Lua said; or there is no Lua.</exception>
    public static async Task<JsonNode> RunAsync(string path, JsonNode obj, CancellationToken cancellationToken)
    {
        var program = new StringBuilder(Before).Append(await File.ReadAllTextAsync(path, cancellationToken));
        program.Append("\nend\ntell(script(");
        Append(program, obj);
        program.Append("))\n");
        using var process = Start();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.StandardInput.WriteAsync(program, cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? JsonNode.Parse(await output)! : throw new InvalidOperationException(await error);
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("lua5.1", "-") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"lua5.1 cannot be started ({e.Message}): build/bootstrap.sh installs it, or names it", e);
        }
    }

    private static void Append(StringBuilder program, JsonNode? node)
    {
        switch (node)
        {
            case null:
                program.Append("nil");
                break;
            case JsonObject map:
                program.Append('{');
                foreach (var (name, value) in map)
                {
                    Append(program.Append('['), JsonValue.Create(name));
                    Append(program.Append("]="), value);
                    program.Append(',');
                }

                program.Append('}');
                break;
            case JsonArray list:
                program.Append('{');
                foreach (var value in list)
                {
                    Append(program, value);
                    program.Append(',');
                }

                program.Append('}');
                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                AppendText(program, value.GetValue<string>());
                break;
            default:
                program.Append(node.ToJsonString());
                break;
        }
    }

    private static void AppendText(StringBuilder program, string text)
    {
        program.Append('"');
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            program.Append(CultureInfo.InvariantCulture, $"\\{part:000}");
        }

        program.Append('"');
    }
}
