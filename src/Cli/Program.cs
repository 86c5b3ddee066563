using PurifyProofs.Cli.Commands;
using PurifyProofs.Cli.Terminal;

using var interruption = new Interruption(Console.Error);
return PurifyCommand.Invoke(args, CommandContext.Console(interruption.Token));
