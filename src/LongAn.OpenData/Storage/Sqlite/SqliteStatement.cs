using System.Globalization;
using System.Runtime.InteropServices;
using LongAn.OpenData.Catalog;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// A statement that stays prepared on its connection, run again with other values. Preparing one took a third of the time of a page, and a
/// <c>SqliteDataReader</c> as long as the reading itself.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const uint Persistent = 1; // SQLITE_PREPARE_PERSISTENT: it is kept, so its memory should not come from the lookaside
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;
    private readonly nint handle;
    private int[] places = [];

    public SqliteStatement(sqlite3 connection, string sql)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, Persistent, out statement));
        handle = statement.DangerousGetHandle();
    }

    public bool IsRunning { get; private set; }

    /// <summary>Sets one value of a statement that is run by <see cref="Execute"/>.</summary>
    /// <param name="place">From 1.</param>
    public void Set(int place, in ParsedValue value) => Check(value.Kind switch
    {
        ValueKind.Null => Native.BindNull(handle, place),
        ValueKind.Integer or ValueKind.Boolean => Native.BindInteger(handle, place, value.Integer),
        ValueKind.Real => Native.BindReal(handle, place, value.Real),
        _ => BindText(place, value.Text),
    });

    /// <summary>Runs a statement that has no rows, and makes it ready for its next values; those not set again stay.</summary>
    /// <exception cref="SqliteException">The disk is full, or fails.</exception>
    public void Execute()
    {
        var result = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    /// <summary>Sets the values of <c>@p0</c> on; each a long, double, text or null.</summary>
    public void Begin(IReadOnlyList<object?> values)
    {
        IsRunning = true;
        if (places.Length != values.Count)
            places = [.. Enumerable.Range(0, values.Count).Select(i => raw.sqlite3_bind_parameter_index(statement, string.Create(CultureInfo.InvariantCulture, $"@p{i}")))];
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] > 0)
                Check(Bind(places[i], values[i]));
        }
    }

    /// <returns>False after the last row.</returns>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    /// <summary>Lets go of what it has read and of the values it was given.</summary>
    public void End()
    {
        IsRunning = false;
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    public int Type(int column) => Native.ColumnType(handle, column);

    public bool IsNull(int column) => Native.ColumnType(handle, column) == raw.SQLITE_NULL;

    public long GetInteger(int column) => Native.ColumnInteger(handle, column);

    public double GetReal(int column) => Native.ColumnReal(handle, column);

    /// <summary>SQLite's own UTF-8, valid until the next step.</summary>
    public unsafe ReadOnlySpan<byte> GetText(int column)
    {
        var text = Native.ColumnBlob(handle, column);
        return new ReadOnlySpan<byte>((void*)text, Native.ColumnBytes(handle, column));
    }

    public string GetString(int column) => System.Text.Encoding.UTF8.GetString(GetText(column));

    public object? GetValue(int column) => Type(column) switch
    {
        raw.SQLITE_INTEGER => GetInteger(column),
        raw.SQLITE_FLOAT => GetReal(column),
        raw.SQLITE_NULL => null,
        _ => GetString(column),
    };

    public void Dispose() => statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        long whole => raw.sqlite3_bind_int64(statement, place, whole),
        double real => raw.sqlite3_bind_double(statement, place, real),
        bool flag => raw.sqlite3_bind_int64(statement, place, flag ? 1 : 0),
        int whole => raw.sqlite3_bind_int64(statement, place, whole),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        string text => raw.sqlite3_bind_text(statement, place, text),
        _ => throw new InvalidOperationException($"A value of {value.GetType()} cannot be asked for."),
    };

    private unsafe int BindText(int place, ReadOnlySpan<byte> text)
    {
        var nothing = (byte)0; // a null pointer would bind null
        fixed (byte* start = text)
            return Native.BindText(handle, place, text.IsEmpty ? &nothing : start, text.Length, Native.Copied);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, connection);
    }

    /// <summary>
    /// The getters of columns and setters of parameters, some 45 calls a record, without what makes a call into native code safe for the collector: they take
    /// nanoseconds and wait for nothing. SQLitePCLRaw's own, with a SafeHandle each, served 0.76 times as many pages.
    /// </summary>
    private static class Native
    {
        /// <summary>SQLITE_TRANSIENT: SQLite takes a copy.</summary>
        public const nint Copied = -1;

        private const string Library = "e_sqlite3";

        [DllImport(Library, EntryPoint = "sqlite3_bind_null", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int BindNull(nint statement, int place);

        [DllImport(Library, EntryPoint = "sqlite3_bind_int64", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int BindInteger(nint statement, int place, long value);

        [DllImport(Library, EntryPoint = "sqlite3_bind_double", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int BindReal(nint statement, int place, double value);

        [DllImport(Library, EntryPoint = "sqlite3_bind_text", ExactSpelling = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern unsafe int BindText(nint statement, int place, byte* text, int bytes, nint destructor);

        [DllImport(Library, EntryPoint = "sqlite3_column_type", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int ColumnType(nint statement, int column);

        [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern long ColumnInteger(nint statement, int column);

        [DllImport(Library, EntryPoint = "sqlite3_column_double", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern double ColumnReal(nint statement, int column);

        [DllImport(Library, EntryPoint = "sqlite3_column_blob", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint ColumnBlob(nint statement, int column);

        [DllImport(Library, EntryPoint = "sqlite3_column_bytes", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int ColumnBytes(nint statement, int column);
    }
}
